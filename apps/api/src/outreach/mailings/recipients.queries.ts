import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { MailingPurpose, RecipientState } from '@ponte/schema'
import { toTemplate, type Db, type Statement, type Template } from '../../db/transaction.ts'
import type { SealedContact } from '../../registry/registrants/contacts.queries.ts'
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

const agrees = (id: SQL, purpose: SQL): SQL => sql`
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

/** Whether a segment reaches so many people at least: asked before the approval, so no further than that is counted. */
export async function reachesAtLeast(db: Db, least: number, { purpose, countries }: Segment): Promise<boolean> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from (${segment(countries)}) s
      where exists (select from consents c where c.registrant_id = s.id and c.purpose = ${purpose} and c.given and c.purpose <> 'core')
        and exists (select from contacts k where k.registrant_id = s.id and k.kind = 'email' and k.verified_at is not null)
        and ${agrees(sql`s.id`, sql`${purpose}`)}
      limit ${least}) reached`)
  return rows[0]!.count === least
}

/** Writes down who is to get a mailing; who is there already stays as they are. Returns how many. */
export async function insertRecipients(db: Db, mailingId: string, wanted: Segment): Promise<number> {
  const { rowCount } = await db.execute(sql`
    insert into mailing_recipients (mailing_id, registrant_id)
    select ${mailingId}::uuid, p.id from (${people(wanted)}) p where p.agreed and p.email order by p.id
    on conflict do nothing`)
  return rowCount ?? 0
}

export interface Claim {
  mailingId: string
  registrantId: string
  attempts: number
}

/** What becomes of a claimed message. One that is queued again waits for `pauseSeconds`. */
export interface Outcome extends Claim {
  state: RecipientState
  error?: string
  pauseSeconds?: number
}

/** What is wanted of one step: what became of messages, and how many more are taken on. */
export interface Step {
  outcomes: readonly Outcome[]
  claims: number
}

/** A message that a sender took on, or what became of it at once. */
export interface Taken extends Claim {
  state: RecipientState
  /** Of the person; null where nothing is to be sent. */
  language: string | null
  contact: SealedContact | null
}

const array = (name: string, type: string): SQL => sql`${sql.placeholder(name)}::${sql.raw(type)}[]`

/**
 * What became of messages: of those that are still in the same try, since what is written down again after a broken line may have
 * been taken on by another meanwhile. What is to be tried again in a mailing that was stopped meanwhile stays where it is.
 */
const noted = sql`
  update mailing_recipients m set
    state = case when o.state = 'queued' and g.state = 'stopped' then 'stopped' else o.state end,
    due_at = case when o.state = 'queued' then now() + o.pause * interval '1 second' else m.due_at end,
    error = o.error
  from unnest(${array('mailingIds', 'uuid')}, ${array('registrantIds', 'uuid')}, ${array('attempts', 'int')},
      ${array('states', 'text')}, ${array('errors', 'text')}, ${array('pauses', 'int')})
    as o (mailing_id, registrant_id, attempts, state, error, pause)
  join mailings g on g.id = o.mailing_id
  where m.mailing_id = o.mailing_id and m.registrant_id = o.registrant_id and m.attempts = o.attempts`

/** So many are taken on. The number is written out: a plan for any number would read whole tables. */
const writeStep = (claims: number): Template<TakenRow> =>
  toTemplate<TakenRow>(sql`
    with noted as (${noted}),
    due as materialized (
      select q.mailing_id, q.registrant_id, g.purpose from mailing_recipients q
      join mailings g on g.id = q.mailing_id and g.state = 'sending'
      where q.state = 'queued' and q.due_at <= now()
      order by q.due_at limit ${sql.raw(String(claims))} for update of q skip locked),
    known as materialized (
      select d.mailing_id, d.registrant_id, k.*, (
        select r.language from registrants r
        where r.id = d.registrant_id and r.erased_at is null and r.state in ('abroad', 'moved')
          and ${agrees(sql`r.id`, sql`d.purpose`)}) as language
      from due d left join lateral (
        select c.id as contact_id, c.sealed, w.wrapped, c.kind = 'email' and c.verified_at is not null as reachable
        from contacts c join registrant_keys w on w.registrant_id = c.registrant_id
        where c.registrant_id = d.registrant_id order by c.created_at limit 1) k on true),
    claimed as (
      update mailing_recipients m set attempts = attempts + 1, claimed_at = now(), error = null,
        state = case when k.language is null then 'withdrawn' when k.reachable then 'sending' else 'unreachable' end
      from known k where m.mailing_id = k.mailing_id and m.registrant_id = k.registrant_id
      returning m.mailing_id, m.registrant_id, m.attempts, m.state)
    select c.*, k.language, k.contact_id, k.sealed, k.wrapped
    from claimed c join known k on k.mailing_id = c.mailing_id and k.registrant_id = c.registrant_id`)

type TakenRow = {
  mailing_id: string
  registrant_id: string
  attempts: number
  state: RecipientState
  language: string | null
  contact_id: string | null
  sealed: Buffer
  wrapped: Buffer
}

const steps: Template<TakenRow>[] = []

/**
 * Writes down what became of messages and takes on the next that are due, in one statement: one for each sender that is free, so
 * that a crash leaves at most one unknown for each. Nothing is sent to those whose latest word on the purpose is no more yes, who
 * do not live abroad any more, or have no confirmed e-mail: what became of theirs is written down in the claim itself.
 */
export function stepStatement({ outcomes, claims }: Step): Statement<TakenRow> {
  steps[claims] ??= writeStep(claims)
  const said = steps[claims]({
    mailingIds: outcomes.map((one) => one.mailingId),
    registrantIds: outcomes.map((one) => one.registrantId),
    attempts: outcomes.map((one) => one.attempts),
    states: outcomes.map((one) => one.state),
    errors: outcomes.map((one) => one.error?.slice(0, 100) ?? null),
    pauses: outcomes.map((one) => one.pauseSeconds ?? 0)
  })
  return { ...said, byIndex: true }
}

/** What a row of such a step says. */
export const toTaken = (row: TakenRow): Taken => ({
  mailingId: row.mailing_id,
  registrantId: row.registrant_id,
  attempts: row.attempts,
  state: row.state,
  language: row.language,
  contact: row.contact_id
    ? { id: row.contact_id, registrantId: row.registrant_id, sealed: row.sealed, wrapped: row.wrapped }
    : null
})

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

/** Lets one worker alone write down who gets a mailing; false where another is at it, or has done it. */
export async function lockFilling(db: Db, mailingId: string): Promise<boolean> {
  const { rows } = await db.execute<{ free: boolean }>(sql`
    select pg_try_advisory_xact_lock(hashtextextended(${`filling ${mailingId}`}, 0)) as free`)
  if (!rows[0]!.free) return false
  const { rows: open } = await db.execute(sql`
    select from mailings where id = ${mailingId} and state = 'sending' and filled_at is null`)
  return open.length === 1
}

/** The ids of mailings of which nothing is left to send. */
export async function finishMailings(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    update mailings g set state = 'finished', finished_at = now()
    where g.state = 'sending' and g.filled_at is not null and not exists (
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
