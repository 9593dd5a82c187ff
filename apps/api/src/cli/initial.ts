import pg from 'pg'
import fs from 'node:fs'
import { sql } from 'drizzle-orm'
import type { Config } from '../config.ts'
import { system } from '../db/actor.ts'
import { migrate } from '../db/migrate.ts'
import { createPool } from '../db/pool.ts'
import { createDatabase, createRoles } from '../db/roles.ts'
import { blindIndex } from '../db/sealing.ts'
import { withTransaction } from '../db/transaction.ts'
import { createKeys, MissingKeysError, readKeys, type Keys } from '../keys.ts'
import { insertPost } from '../platform/posts/posts.queries.ts'
import { countAdministrators } from '../platform/staff/staff.queries.ts'
import { transaction, type Services } from '../services.ts'

/** The embedded database: makes roles with their passwords and the database, where they are missing. */
async function prepareEmbedded(config: Config) {
  const { adminUrl, passwordsFile } = config.database
  if (!adminUrl) return
  const stored = passwordsFile ? (JSON.parse(fs.readFileSync(passwordsFile, 'utf8')) as Record<string, string>) : {}
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await createRoles(client, stored)
    await createDatabase(client, 'ponte')
  } finally {
    await client.end()
  }
}

/**
 * The keys of this database. An empty one gets new keys; one with people in it starts only with the keys that it was
 * made with, which a fingerprint in the database tells.
 */
async function matchKeys(config: Config): Promise<Keys> {
  const pool = createPool({
    url: config.database.url,
    role: config.database.roles?.app ?? null,
    pooled: config.database.pooled,
    name: 'ponte keys',
    max: 1
  })
  try {
    return await withTransaction(pool, system('keys'), async (db) => {
      // Where there is no fingerprint yet there is no row to lock.
      await db.execute(sql`select pg_advisory_xact_lock(727006)`)
      const { rows } = await db.execute<{ value: string[] }>(
        sql`select value from facts where name = 'key-fingerprint' for update`
      )
      const keys = rows[0] ? readKeys(config.dataDir) : createKeys(config.dataDir)
      const fingerprint = [keys.wrapping, keys.index, keys.pepper]
        .map((key) => blindIndex({ ...keys, index: key }, 'fingerprint', 'ponte').toString('hex'))
        .join('.')
      if (!rows[0])
        await db.execute(
          sql`insert into facts (name, value) values ('key-fingerprint', jsonb_build_array(${fingerprint}::text))`
        )
      else if (rows[0].value[0] !== fingerprint)
        throw new MissingKeysError(
          'The keys are not those that this database was made with. Put the right keys.json back from your backup of the keys.'
        )
      return keys
    })
  } finally {
    await pool.end()
  }
}

/** Gives an empty registry the posts of the country. */
export async function seedPosts(services: Services): Promise<void> {
  await transaction(services, system('seed'), async (db) => {
    await db.execute(sql`select pg_advisory_xact_lock(727004)`)
    const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from posts`)
    if (rows[0]!.n > 0) return
    for (const post of services.config.origin.posts) await insertPost(db, post)
  })
}

/** Brings database and keys to where the product can start. Returns the keys. */
export async function prepare(config: Config, log: (line: string) => void = () => {}): Promise<Keys> {
  await prepareEmbedded(config)
  await migrate(config.database.ownerUrl, log)
  return matchKeys(config)
}

/** Is there nobody yet who could sign in as administrator? */
export const needsAdministrator = (services: Services): Promise<boolean> =>
  transaction(services, system('setup'), async (db) => (await countAdministrators(db)) === 0)
