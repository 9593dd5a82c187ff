import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { MailingPurpose, RecipientState } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import { mailingRecipients, mailings } from './mailings.table.ts'

/*
 * Who gets a mailing. All of it runs as the product itself: the people of the whole registry, seen by nobody. A segment is
 * always cut by the purpose: the person's latest word on it must be yes.
 */

/** An array that Drizzle would else take apart into single parameters. */
const textArray = (values: readonly string[]): SQL =>
  values.length === 0
    ? sql`'{}'::text[]`
    : sql`array[${sql.join(
        [...values].map((value) => sql`${value}`),
        sql`, `
      )}]`

/** Confirmed adults who live abroad, in these countries or anywhere. Nobody who left, died or is a child gets a mailing. */
const segment = (countries: readonly string[]): SQL => sql`
  select r.id, r.country from registrants r
  where r.status = 'confirmed' and r.erased_at is null and not r.child and r.state in ('abroad', 'moved')
    and (cardinality(${textArray(countries)}) = 0 or r.country = any(${textArray(countries)}))`

const agrees = (id: SQL, purpose: MailingPurpose): SQL => sql`
  coalesce((select c.given from consents c where c.registrant_id = ${id} and c.purpose = ${purpose}
            order by c.at desc, c.id desc limit 1), false)`

interface Segment {
  purpose: MailingPurpose
  countries: readonly string[]
}

/**
 * The people of a segment, each with whether they agree and have an e-mail. Set by set, not person by person: a million people
 * are looked through once, in a second or two, where asking for each would take ten.
 */
const people = ({ purpose, countries }: Segment): SQL => sql`
  with latest as materialized (
    select distinct on (registrant_id) registrant_id, given from consents
    where purpose = ${purpose} order by registrant_id, at desc, id desc),
  reachable as materialized (
    select distinct registrant_id from contacts where kind = 'email' and verified_at is not null)
  select s.id, s.country, coalesce(l.given, false) as agreed, k.registrant_id is not null as email
  from (${segment(countries)}) s
  left join latest l on l.registrant_id = s.id
  left join reachable k on k.registrant_id = s.id`

/** The people of a segment in one country, counted. */
interface CountryReach extends Record<string, unknown> {
  country: string
  segment: number
  reached: number
  withoutConsent: number
  withoutEmail: number
}

/** How many in each country are in the segment, get it, or do not: exact, to be rounded before anybody sees it. */
export async function countReach(db: Db, wanted: Segment): Promise<CountryReach[]> {
  const { rows } = await db.execute<CountryReach>(sql`
    select country, count(*)::int as segment,
           count(*) filter (where agreed and email)::int as reached,
           count(*) filter (where not agreed)::int as "withoutConsent",
           count(*) filter (where agreed and not email)::int as "withoutEmail"
    from (${people(wanted)}) p group by country`)
  return rows
}

/** Writes down who is to get a mailing; who is there already stays as they are. Returns how many. */
export async function insertRecipients(db: Db, mailingId: string, wanted: Segment): Promise<number> {
  const { rowCount } = await db.execute(sql`
    insert into mailing_recipients (mailing_id, registrant_id)
    select ${mailingId}::uuid, p.id from (${people(wanted)}) p where p.agreed and p.email
    on conflict do nothing`)
  return rowCount ?? 0
}

export interface Claim {
  mailingId: string
  registrantId: string
  attempts: number
}

/** Takes the next message that is due: one a claim, so that a crash leaves at most one unknown for each sender. */
export async function claimRecipient(db: Db): Promise<Claim | null> {
  const { rows } = await db.execute<{ mailing_id: string; registrant_id: string; attempts: number }>(sql`
    update mailing_recipients m set state = 'sending', attempts = attempts + 1, claimed_at = now()
    where (mailing_id, registrant_id) = (
      select q.mailing_id, q.registrant_id from mailing_recipients q
      join mailings g on g.id = q.mailing_id and g.state = 'sending'
      where q.state = 'queued' and q.due_at <= now()
      order by q.due_at limit 1 for update of q skip locked)
    returning mailing_id, registrant_id, attempts`)
  const row = rows[0]
  return row ? { mailingId: row.mailing_id, registrantId: row.registrant_id, attempts: row.attempts } : null
}

/** Does the person's latest word still say yes, and do they still live abroad? Asked in the claim itself. */
export async function stillAgrees(db: Db, registrantId: string, purpose: MailingPurpose): Promise<boolean> {
  const { rows } = await db.execute<{ agrees: boolean }>(sql`
    select ${agrees(sql`${registrantId}::uuid`, purpose)} and exists (
      select from registrants r where r.id = ${registrantId} and r.erased_at is null and r.state in ('abroad', 'moved')
    ) as agrees`)
  return rows[0]!.agrees
}

/** Writes down what became of a message. */
export const recordOutcome = (
  db: Db,
  { mailingId, registrantId }: Pick<Claim, 'mailingId' | 'registrantId'>,
  state: RecipientState,
  error: string | null = null
) =>
  db
    .update(mailingRecipients)
    .set({ state, error: error?.slice(0, 100) ?? null })
    .where(and(eq(mailingRecipients.mailingId, mailingId), eq(mailingRecipients.registrantId, registrantId)))

/** Puts a message back that has surely not left; in a mailing that was stopped meanwhile it stays where it is. */
export const requeue = (db: Db, { mailingId, registrantId }: Claim, seconds: number, error: string) =>
  db
    .update(mailingRecipients)
    .set({
      state: sql`case (select state from mailings where id = ${mailingId}) when 'stopped' then 'stopped' else 'queued' end`,
      dueAt: sql`now() + ${seconds} * interval '1 second'`,
      error: error.slice(0, 100)
    })
    .where(and(eq(mailingRecipients.mailingId, mailingId), eq(mailingRecipients.registrantId, registrantId)))

/** What a sender had in hand when it died: longer ago than any outage that a sender waits out. Nobody knows if it left. */
export async function markUnknown(db: Db, leaseSeconds: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    update mailing_recipients set state = 'unknown'
    where state = 'sending' and claimed_at < now() - ${leaseSeconds} * interval '1 second'`)
  return rowCount ?? 0
}

/** Moves all messages of a mailing from one state to another. Returns how many. */
export async function moveRecipients(
  db: Db,
  mailingId: string,
  from: RecipientState,
  to: RecipientState
): Promise<number> {
  const { rowCount } = await db
    .update(mailingRecipients)
    .set({ state: to, dueAt: sql`now()` })
    .where(and(eq(mailingRecipients.mailingId, mailingId), eq(mailingRecipients.state, from)))
  return rowCount ?? 0
}

/** The ids of mailings of which nothing is left to send. */
export async function finishMailings(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    update mailings g set state = 'finished', finished_at = now()
    where g.state = 'sending' and not exists (
      select from mailing_recipients m where m.mailing_id = g.id and m.state in ('queued', 'sending'))
    returning g.id`)
  return rows.map(({ id }) => id)
}

/** The people of a mailing, page by page, for the list of whom an act concerned. */
export async function listRecipientIds(db: Db, mailingId: string, after: string, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ registrant_id: string }>(sql`
    select registrant_id from mailing_recipients
    where mailing_id = ${mailingId} and registrant_id > ${after}::uuid order by registrant_id limit ${limit}`)
  return rows.map((row) => row.registrant_id)
}

/** What was sent to one person, newest first. Read as the product itself: the rows name people. */
export const listSentTo = (db: Db, registrantId: string) =>
  db
    .select({
      subject: sql<string>`${mailings.pt} ->> 'subject'`,
      purpose: mailings.purpose,
      state: mailingRecipients.state,
      approvedAt: sql<string>`to_json(${mailings.startedAt})`
    })
    .from(mailingRecipients)
    .innerJoin(mailings, eq(mailings.id, mailingRecipients.mailingId))
    .where(eq(mailingRecipients.registrantId, registrantId))
    .orderBy(desc(mailings.startedAt))
    .limit(1000)
