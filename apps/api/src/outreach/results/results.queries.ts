import { and, eq, inArray, sql } from 'drizzle-orm'
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

/** Confirmed registrations by some links, by day (UTC). */
export const countConfirmedByDay = (db: Db, linkIds: string[]) =>
  linkIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          day: sql<string>`to_char(${attributions.at} at time zone 'UTC', 'YYYY-MM-DD')`,
          confirmed: sql<number>`count(*)::int`
        })
        .from(attributions)
        .where(and(inArray(attributions.linkId, linkIds), eq(attributions.step, 'confirmed')))
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

/**
 * Notes by which way registrations came whose events have an id above `after`, each event once. Who came without a code has
 * no row. Returns how many are new.
 */
export async function attributeEvents(db: Db, after: string, referralKey: string): Promise<number> {
  const { rowCount } = await db.execute(sql`
    insert into attributions (event_id, step, way, link_id, at)
    select e.id,
           case e.type when 'registrant.confirmed' then 'confirmed' else 'sent' end,
           case when l.id is not null then 'link' when k.key = ${referralKey} then 'referral' else 'unknown' end,
           l.id, e.at
    from domain_events e
    join registrants r on r.id = e.subject_id and r.campaign_code is not null
    cross join lateral (select regexp_replace(upper(r.campaign_code), '[^A-Z0-9]', '', 'g') as key) k
    left join tracked_links l on l.code_key = k.key
    where e.type in ('registrant.registered', 'registrant.confirmed') and e.id > ${after}::uuid
    on conflict do nothing`)
  return rowCount ?? 0
}
