import { sql } from 'drizzle-orm'
import { system } from '../db/actor.ts'
import { createPool } from '../db/pool.ts'
import { writeAudit } from '../db/records.ts'
import { withTransaction } from '../db/transaction.ts'
import { listPosts } from '../platform/posts/posts.queries.ts'
import { createPeople } from '../registry/demo/people.ts'
import { createRandom } from '../registry/demo/random.ts'
import { transaction, type Services } from '../services.ts'
import { addPerson, createNoticeColumns, createPostFinder, createReferences, emptyBatch } from './seedRows.ts'
import { loadBatch } from './seedTables.ts'

export { DEMO_STAFF, identities, seedIdentities } from './seedIdentities.ts'
export { seedCampaigns } from './seedCampaigns.ts'
export { seedHelpers } from './seedHelpers.ts'
export { seedStory } from './seedStory.ts'

const BATCH = 5000
/** Two, so that one batch is made up while the database works on the other. */
const LANES = 2
const actor = system('seed')

export interface SeedOptions {
  count: number
  years?: number
  /** There are no others: said here so that the caller knows. */
  madeUp?: true
  /** The same seed makes up the same people, with other keys and reference numbers. */
  seed?: number
  log?: (line: string) => void
}

/** How many made-up people are in the registry. */
export const countSeeded = (services: Services): Promise<number> =>
  transaction(
    services,
    actor,
    async (db) =>
      (await db.execute<{ n: number }>(sql`select count(*)::int as n from registrants where made_up`)).rows[0]!.n
  )

function refuseInProduction({ config }: Services) {
  if (config.production)
    throw new Error('Made-up people are refused in production: they could never be told from real ones in its figures.')
}

/**
 * Adds made-up people with keys, contacts, answers, consents and events, as the loader's role: a million in a few minutes.
 * They are marked as made up for ever. Durability of the single batches is given up; the last write waits for the disk.
 */
export async function seedRegistrants(
  services: Services,
  { count, years = 5, seed = 1, log = () => {} }: SeedOptions
): Promise<number> {
  refuseInProduction(services)
  const { loaderUrl, roles } = services.config.database
  const pool = createPool({
    url: loaderUrl,
    role: roles?.loader ?? null,
    max: LANES,
    statementTimeoutMs: 600_000,
    pipeline: false,
    name: 'ponte seed'
  })
  const startedMs = performance.now()
  let added = 0
  try {
    const posts = await withTransaction(pool, actor, (db) => listPosts(db))
    const tools = {
      keys: services.keys,
      shown: createNoticeColumns(services.config),
      nextReference: createReferences(),
      postFor: createPostFinder(posts)
    }
    const make = createPeople(createRandom(seed), { nowMs: services.now().getTime(), years, count })
    let place = 0
    let wanted = count
    const lane = async () => {
      while (place < wanted) {
        const batch = emptyBatch()
        for (const end = Math.min(wanted, place + BATCH); place < end; place++)
          addPerson(batch, tools, make(place % count))
        const more = await withTransaction(pool, actor, async (_db, client) => {
          await client.query(
            `select set_config('synchronous_commit', 'off', true), set_config('work_mem', '64MB', true)`
          )
          return loadBatch(client, batch)
        })
        added += more
        const seconds = (performance.now() - startedMs) / 1000
        log(
          `${added.toLocaleString('en')} of ${count.toLocaleString('en')} people, ${Math.round(added / seconds).toLocaleString('en')} a second`
        )
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    // Instead of those whose reference was taken.
    for (; added < count; await lane()) wanted = place + count - added
    await withTransaction(pool, actor, (db) => writeAudit(db, actor, { action: 'registrants.seeded', count: added }))
  } finally {
    await pool.end()
  }
  return added
}
