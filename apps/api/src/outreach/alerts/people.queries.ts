import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { AlertAnswer, AlertList } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { registrants } from '../../registry/registrants/registrants.table.ts'
import type { AlertPlace, Counts } from './alerts.rules.ts'
import { alertPeople } from './alerts.table.ts'

/** Whatever the capitals and accents: "Joanesburgo" is "joanesbúrgo". */
const folded = (text: SQL): SQL =>
  sql`regexp_replace(normalize(lower(btrim(${text})), NFD), '[\u0300-\u036f]', '', 'g')`

/** Everybody confirmed who lives there, children too: to be reached in an emergency is what the registry is for. */
const inPlace = ({ country, area, city, postId }: AlertPlace): SQL => sql`
  r.status = 'confirmed' and r.erased_at is null and r.state in ('abroad', 'moved') and r.country = ${country}
  ${area ? sql`and r.area = ${area}` : sql``}
  ${city ? sql`and ${folded(sql`r.city`)} = ${folded(sql`${city}::text`)}` : sql``}
  ${postId ? sql`and r.post_id = ${postId}` : sql``}`

/** How many people live there now. Read as the product itself: it looks past the rows of one post. */
export async function countPeople(db: Db, place: AlertPlace): Promise<number> {
  const { rows } = await db.execute<{ people: number }>(sql`
    select count(*)::int as people from registrants r where ${inPlace(place)}`)
  return rows[0]!.people
}

/**
 * Writes down whom an alert is about. People whose first contact is the same get one message, by the first of them, so that
 * a family with one phone is not called five times. Returns how many people there are.
 */
export async function insertPeople(db: Db, alertId: string, place: AlertPlace): Promise<number> {
  const { rowCount } = await db.execute(sql`
    insert into alert_people (alert_id, registrant_id, lead_id, delivery)
    select ${alertId}::uuid, r.id,
           case when c.blind_index is null then r.id
                else first_value(r.id) over (partition by c.kind, c.blind_index order by r.id) end,
           case when c.blind_index is null then 'unreachable' else 'queued' end
    from registrants r
    left join lateral (
      select kind, blind_index from contacts where registrant_id = r.id order by created_at limit 1) c on true
    where ${inPlace(place)}
    on conflict do nothing`)
  return rowCount ?? 0
}

/** The people of an alert, page by page, for the list of whom an act concerned. */
export async function listPeopleIds(db: Db, alertId: string, after: string, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ registrant_id: string }>(sql`
    select registrant_id from alert_people
    where alert_id = ${alertId} and registrant_id > ${after}::uuid order by registrant_id limit ${limit}`)
  return rows.map((row) => row.registrant_id)
}

/** A message of the alert that was given up counts as unreachable, for all for whom it stood. */
const isLost = sql`(p.delivery = 'unreachable' or l.delivery = 'unreachable' or m.state = 'failed')`
// The lead may be gone since, with a record that was erased: then what was noted for each of them holds.
const withMessage = sql`
  alert_people p
  left join alert_people l on l.alert_id = p.alert_id and l.registrant_id = p.lead_id
  left join messages m on m.id = coalesce(l.message_id, p.message_id)`

const none: Counts = { people: 0, safe: 0, help: 0, handled: 0, silent: 0, unreachable: 0, waiting: 0 }

/** The boards of alerts, each person counted once. Messages older than a week are cleared up, and count as sent. */
export async function countAnswers(db: Db, ids: string[]): Promise<Map<string, Counts>> {
  const boards = new Map(ids.map((id) => [id, none]))
  if (ids.length === 0) return boards
  const list = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `
  )
  const { rows } = await db.execute<Counts & { id: string }>(sql`
    select p.alert_id as id, count(*)::int as people,
      count(*) filter (where p.answer = 'safe')::int as safe,
      count(*) filter (where p.answer = 'help')::int as help,
      count(*) filter (where p.answer = 'help' and p.handled_at is not null)::int as handled,
      count(*) filter (where p.answer is null and not coalesce(${isLost}, false))::int as silent,
      count(*) filter (where p.answer is null and coalesce(${isLost}, false))::int as unreachable,
      count(*) filter (where coalesce(l.delivery, p.delivery) = 'queued'
        or (coalesce(l.delivery, p.delivery) = 'handed' and m.state in ('queued', 'sending')))::int as waiting
    from ${withMessage}
    where p.alert_id in (${list})
    group by p.alert_id`)
  for (const { id, ...counts } of rows) boards.set(id, counts)
  return boards
}

const conditions: Record<AlertList, SQL> = {
  help: sql`p.answer = 'help'`,
  safe: sql`p.answer = 'safe'`,
  silent: sql`p.answer is null and not coalesce(${isLost}, false)`,
  unreachable: sql`p.answer is null and coalesce(${isLost}, false)`
}

/** One page of the people of an alert whom the actor serves, by their ids. */
export async function listPeople(
  db: Db,
  alertId: string,
  { list, postId, after, limit }: { list: AlertList; postId: string | null; after: string | null; limit: number }
): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select p.registrant_id as id
    from ${withMessage}
    join registrants r on r.id = p.registrant_id and r.erased_at is null and r.post_id = ${postId}
    where p.alert_id = ${alertId} and ${conditions[list]} ${after ? sql`and p.registrant_id > ${after}::uuid` : sql``}
    order by p.registrant_id limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** People of an alert as their officer sees them, in the order of their ids. */
export const findPeople = (db: Db, alertId: string, postId: string | null, ids: string[]) =>
  db
    .select({
      id: registrants.id,
      reference: registrants.reference,
      name: sql<string>`btrim(${registrants.givenNames} || ' ' || ${registrants.surnames})`,
      city: registrants.city,
      answer: alertPeople.answer,
      answeredAt: alertPeople.answeredAt,
      handledAt: alertPeople.handledAt,
      handledBy: staff.name
    })
    .from(alertPeople)
    .innerJoin(registrants, eq(registrants.id, alertPeople.registrantId))
    .leftJoin(staff, eq(staff.id, alertPeople.handledBy))
    .where(
      and(
        eq(alertPeople.alertId, alertId),
        inArray(alertPeople.registrantId, ids),
        isNull(registrants.erasedAt),
        sql`${registrants.postId} = ${postId}`
      )
    )
    .orderBy(alertPeople.registrantId)

/** The row of one person in an alert. */
export async function findPerson(db: Db, alertId: string, registrantId: string) {
  const [row] = await db
    .select()
    .from(alertPeople)
    .where(and(eq(alertPeople.alertId, alertId), eq(alertPeople.registrantId, registrantId)))
  return row ?? null
}

/** Everybody for whom one message stands. */
export const listGroup = (db: Db, alertId: string, leadId: string) =>
  db
    .select()
    .from(alertPeople)
    .where(and(eq(alertPeople.alertId, alertId), eq(alertPeople.leadId, leadId)))
    .orderBy(alertPeople.registrantId)

/** Writes an answer down. Who asks for help again after being taken in hand waits again. */
export const setAnswer = (db: Db, alertId: string, ids: string[], answer: AlertAnswer, now: Date) =>
  db
    .update(alertPeople)
    .set({ answer, answeredAt: now, handledAt: null, handledBy: null })
    .where(and(eq(alertPeople.alertId, alertId), inArray(alertPeople.registrantId, ids)))

export const setHandled = (db: Db, alertId: string, registrantId: string, staffId: string, now: Date) =>
  db
    .update(alertPeople)
    .set({ handledBy: staffId, handledAt: now })
    .where(and(eq(alertPeople.alertId, alertId), eq(alertPeople.registrantId, registrantId)))

/** The alerts of one person that were declared, newest first. */
export const listAlertIdsOf = (db: Db, registrantId: string, limit: number) =>
  db
    .select()
    .from(alertPeople)
    .where(eq(alertPeople.registrantId, registrantId))
    .orderBy(sql`${alertPeople.alertId} desc`)
    .limit(limit)

/** The next messages to hand over, locked: one for each contact. */
export async function claimQueued(db: Db, limit: number) {
  const { rows } = await db.execute<{ alert_id: string; registrant_id: string }>(sql`
    select p.alert_id, p.registrant_id from alert_people p
    join alerts a on a.id = p.alert_id and a.state = 'declared'
    where p.delivery = 'queued' and p.lead_id = p.registrant_id
    order by p.alert_id, p.registrant_id limit ${limit} for update of p skip locked`)
  return rows.map((row) => ({ alertId: row.alert_id, registrantId: row.registrant_id }))
}

/** Notes that a message was handed over, for everybody for whom it stands. */
export const setHandedOver = (db: Db, alertId: string, leadId: string, messageId: string) =>
  db
    .update(alertPeople)
    .set({ delivery: 'handed', messageId })
    .where(and(eq(alertPeople.alertId, alertId), eq(alertPeople.leadId, leadId)))

/** Who has no contact any more gets nothing; whoever was to be told along with them is told by themselves. */
export async function giveUpLead(db: Db, alertId: string, leadId: string) {
  await db
    .update(alertPeople)
    .set({ delivery: 'unreachable' })
    .where(and(eq(alertPeople.alertId, alertId), eq(alertPeople.registrantId, leadId)))
  await db
    .update(alertPeople)
    .set({ leadId: sql`registrant_id`, delivery: 'queued' })
    .where(
      and(
        eq(alertPeople.alertId, alertId),
        eq(alertPeople.leadId, leadId),
        sql`${alertPeople.registrantId} <> ${leadId}`
      )
    )
}

/** How many messages of alerts wait to be sent: they are handed over a few at a time, so that codes need not wait. */
export async function countWaitingMessages(db: Db): Promise<number> {
  const { rows } = await db.execute<{ waiting: number }>(
    sql`select count(*)::int as waiting from messages where kind = 'alert' and state = 'queued'`
  )
  return rows[0]!.waiting
}
