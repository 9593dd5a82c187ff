import { and, inArray, sql, type SQL } from 'drizzle-orm'
import type { Db } from '../../db/transaction.ts'
import { attributions, linkCounts } from '../links/links.table.ts'
import type { LinkCount } from './results.rules.ts'

/** Everything that was counted for some links: visits by step, and registrations by their attribution. */
export async function countByLink(db: Db, linkIds: string[]): Promise<LinkCount[]> {
  if (linkIds.length === 0) return []
  const visits = await db
    .select({ linkId: linkCounts.linkId, step: linkCounts.step, count: sql<number>`sum(${linkCounts.count})::int` })
    .from(linkCounts)
    .where(inArray(linkCounts.linkId, linkIds))
    .groupBy(linkCounts.linkId, linkCounts.step)
  const registrations = await db
    .select({ linkId: attributions.linkId, step: attributions.step, count: sql<number>`count(*)::int` })
    .from(attributions)
    .where(inArray(attributions.linkId, linkIds))
    .groupBy(attributions.linkId, attributions.step)
  return [...visits, ...registrations.map((row) => ({ ...row, linkId: row.linkId! }))]
}

/** Confirmed registrations and people interested by some links, by day (UTC). */
export const countByDay = (db: Db, linkIds: string[]) =>
  linkIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          day: sql<string>`to_char(${attributions.at} at time zone 'UTC', 'YYYY-MM-DD')`,
          confirmed: sql<number>`(count(*) filter (where ${attributions.step} = 'confirmed'))::int`,
          interested: sql<number>`(count(*) filter (where ${attributions.step} = 'interested'))::int`
        })
        .from(attributions)
        .where(and(inArray(attributions.linkId, linkIds), inArray(attributions.step, ['confirmed', 'interested'])))
        .groupBy(sql`1`)
        .orderBy(sql`1`)

/** Confirmed registrations since a day, by the way they came. Reads the registry: as the product itself only. */
export async function countArrivals(db: Db, since: string) {
  const { rows } = await db.execute<{ way: string; count: number }>(sql`
    select way, count(*)::int as count from attributions where step = 'confirmed' and at >= ${since}::date group by way
    union all
    select 'none', count(*)::int from registrants
    where confirmed_at >= ${since}::date and campaign_code is null and erased_at is null`)
  const of = (way: string) => rows.find((row) => row.way === way)?.count ?? 0
  return { campaigns: of('link'), referral: of('referral'), unknown: of('unknown'), none: of('none') }
}

/** A code as it is compared, by the rule of `codeKey`. */
const keyOf = (code: SQL): SQL => sql`regexp_replace(upper(${code}), '[^A-Z0-9]', '', 'g')`

/** Registrations by events with an id above `after`. Who came without a code has no row. */
const registrationsAfter = (after: string): SQL => sql`
  select e.id, case e.type when 'registrant.confirmed' then 'confirmed' else 'sent' end as step,
         ${keyOf(sql`r.campaign_code`)} as key, e.at
  from domain_events e
  join registrants r on r.id = e.subject_id and r.campaign_code is not null
  where e.type in ('registrant.registered', 'registrant.confirmed') and e.id > ${after}::uuid`

/**
 * People who offered themselves for an opportunity, by events with an id above `after`: by the code they came with that day,
 * or else the one they registered with. A person counts once for a code, however many opportunities they ask for; whom an
 * officer asked no campaign brought.
 */
const interestsAfter = (after: string): SQL => sql`
  select distinct on (a.registrant_id, key) e.id, 'interested' as step, key, e.at
  from domain_events e
  join applications a on a.id = e.subject_id and a.invited_by is null
  join registrants r on r.id = a.registrant_id
  cross join lateral (select ${keyOf(sql`coalesce(a.campaign_code, r.campaign_code)`)} as key) k
  where e.type = 'application.changed' and e.data->>'action' = 'interested' and e.id > ${after}::uuid and key is not null
    and not exists (
      select from applications other
      join domain_events earlier on earlier.subject_id = other.id and earlier.type = 'application.changed'
        and earlier.data->>'action' = 'interested' and earlier.id < e.id
      where other.registrant_id = a.registrant_id and other.invited_by is null
        and ${keyOf(sql`coalesce(other.campaign_code, r.campaign_code)`)} = key)
  order by a.registrant_id, key, e.id`

/**
 * Notes by which way people came whose events have an id above `after`, each event once. Returns how many are new.
 */
export async function attributeEvents(db: Db, after: string, referralKey: string): Promise<number> {
  const { rowCount } = await db.execute(sql`
    insert into attributions (event_id, step, way, link_id, at)
    select e.id, e.step,
           case when l.id is not null then 'link' when e.key = ${referralKey} then 'referral' else 'unknown' end,
           l.id, e.at
    from ((${registrationsAfter(after)}) union all (${interestsAfter(after)})) e
    left join tracked_links l on l.code_key = e.key
    on conflict do nothing`)
  return rowCount ?? 0
}
