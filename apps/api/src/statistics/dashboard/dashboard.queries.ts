import { eq, sql, type SQL } from 'drizzle-orm'
import type { Db } from '../../db/transaction.ts'
import { posts } from '../../platform/posts/posts.table.ts'
import type { ExactCounts } from './dashboard.rules.ts'

type Name =
  'total' | 'counted' | 'confirmed' | 'women' | 'men' | 'month' | 'birthYear' | 'country' | 'campaign' | 'province'

/** Whom a dashboard counts: everybody of a post as of now, or the whole registry as it stood at a moment. */
export type CountScope = { postId: string } | { until: Date }

/** States of people who do not live abroad any more: they entered the registry, but are nobody's stock. */
const GONE = ['returned', 'deceased'] as const

/**
 * All counts of the dashboard in one statement, so that they agree: erased people are out. In a post, everybody counts. In
 * the whole registry only who was confirmed by the moment does, all but for the total: made-up registrations cost nothing,
 * and whoever adds some would lift a hidden cell over the threshold and read off what was there before. Months and campaigns
 * count who entered; all else, who lives abroad. The people are read once and grouped three ways; days are folded into months (UTC) and pairs of country and
 * campaign into each, which is little work after that. Sex and confirmation are counted along the way. On 2 cores, a million
 * people take about a second.
 */
function countsStatement(scope: CountScope): SQL {
  const ofPost =
    'postId' in scope ? sql`and r.post_id = ${scope.postId}` : sql`and r.registered_at < ${scope.until.toISOString()}`
  const isCounted =
    'postId' in scope ? sql`true` : sql`(confirmed_at is not null and confirmed_at < ${scope.until.toISOString()})`
  const livesAbroad = sql.raw(`state not in (${GONE.map((state) => `'${state}'`).join(', ')})`)
  // Only those who answered have a row with a province. Erased people are few and indexed; a post's people are not.
  const answered = sql`from registrant_details d where d.province is not null and ${
    'until' in scope
      ? sql`not exists (select from registrants r where r.id = d.registrant_id and (r.erased_at is not null or r.confirmed_at is null or r.confirmed_at >= ${scope.until.toISOString()} or not r.${livesAbroad}))`
      : sql`d.registrant_id in (select r.id from registrants r where r.erased_at is null and r.${livesAbroad} ${ofPost})`
  }`
  return sql`
    with counted as materialized (
      select country, campaign_code, birth_year, day, count(*) filter (where lives_abroad) as everybody,
             count(*) filter (where lives_abroad and status = 'confirmed') as confirmed,
             count(*) filter (where is_counted) as entered,
             count(*) filter (where is_counted and lives_abroad) as people,
             count(*) filter (where is_counted and lives_abroad and sex = 'woman') as women,
             count(*) filter (where is_counted and lives_abroad and sex = 'man') as men
        from (select country, campaign_code, birth_year, status, sex, (registered_at at time zone 'UTC')::date as day,
                     ${isCounted} as is_counted, ${livesAbroad} as lives_abroad
                from registrants r where erased_at is null ${ofPost}) as people
       group by grouping sets ((country, campaign_code), (birth_year), (day))
    )
    select 'total' as name, '' as code, coalesce(sum(everybody), 0)::int as count from counted where birth_year is not null
    union all select 'counted', '', coalesce(sum(people), 0)::int from counted where birth_year is not null
    union all select 'confirmed', '', coalesce(sum(confirmed), 0)::int from counted where birth_year is not null
    union all select 'women', '', coalesce(sum(women), 0)::int from counted where birth_year is not null
    union all select 'men', '', coalesce(sum(men), 0)::int from counted where birth_year is not null
    union all select 'birthYear', birth_year::text, people::int from counted where birth_year is not null and people > 0
    union all select 'month', to_char(day, 'YYYY-MM'), sum(entered)::int from counted where day is not null group by 2 having sum(entered) > 0
    union all select 'country', country, sum(people)::int from counted where country is not null group by 2 having sum(people) > 0
    union all select 'campaign', coalesce(campaign_code, 'none'), sum(entered)::int from counted where country is not null group by 2 having sum(entered) > 0
    union all select 'province', d.province, count(*)::int ${answered} group by 2`
}

/**
 * Counts a scope. Run it as the product itself: the scope is in the question. Without helpers of the database, which would
 * take both cores and gain a tenth; and without loops over the index of answers, which the planner prefers at ten times the
 * time, because it takes the row policies for costly.
 */
export async function countRegistry(db: Db, scope: CountScope): Promise<ExactCounts> {
  await db.execute(sql`
    select set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '32MB', true),
           set_config('enable_nestloop', ${'until' in scope ? 'on' : 'off'}, true)`)
  const { rows } = await db.execute<{ name: Name; code: string; count: number }>(countsStatement(scope))
  const one = (name: Name) => rows.find((row) => row.name === name)?.count ?? 0
  const by = (name: Name) => new Map(rows.filter((row) => row.name === name).map(({ code, count }) => [code, count]))
  return {
    total: one('total'),
    confirmed: 'until' in scope ? one('counted') : one('confirmed'),
    counted: one('counted'),
    women: one('women'),
    men: one('men'),
    months: by('month'),
    birthYears: new Map([...by('birthYear')].map(([year, count]) => [Number(year), count])),
    countries: by('country'),
    campaigns: by('campaign'),
    provinces: by('province')
  }
}

/** The name of a post, for the head of a dashboard. */
export async function findPostName(db: Db, postId: string): Promise<string | null> {
  const [row] = await db.select({ name: posts.name }).from(posts).where(eq(posts.id, postId))
  return row?.name ?? null
}
