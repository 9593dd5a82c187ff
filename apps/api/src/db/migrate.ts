import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { getConstructionPlans } from 'pg-boss'
import { queues, retiredQueues } from '../queues.ts'
import { createRoles } from './roles.ts'
import type { Db } from './transaction.ts'

const directory = path.resolve(import.meta.dirname, '../../migrations')
const LOCK = 727002

interface Migration {
  name: string
  statements: string[]
  hash: string
}

/** The migrations in the order of Drizzle's journal. */
export function readMigrations(): Migration[] {
  const journal = JSON.parse(fs.readFileSync(path.join(directory, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[]
  }
  return journal.entries.map(({ tag }) => {
    const text = fs.readFileSync(path.join(directory, `${tag}.sql`), 'utf8')
    return {
      name: tag,
      statements: text.split('--> statement-breakpoint'),
      hash: crypto.createHash('sha256').update(text).digest('hex')
    }
  })
}

/** A migration was changed after it landed, or the database is newer than the product. */
export class MigrationError extends Error {}

async function applyMissing(client: pg.Client, log: (line: string) => void) {
  await client.query('create schema if not exists migrations')
  await client.query(
    'create table if not exists migrations.applied (name text primary key, hash text not null, at timestamptz not null default now())'
  )
  const applied = new Map(
    (await client.query<{ name: string; hash: string }>('select name, hash from migrations.applied')).rows.map(
      (row) => [row.name, row.hash]
    )
  )
  const known = readMigrations()
  const newer = [...applied.keys()].filter((name) => !known.some((migration) => migration.name === name))
  if (newer.length > 0)
    throw new MigrationError(`The database was migrated by a newer Ponte (${newer.join(', ')}). Update the product.`)
  for (const { name, statements, hash } of known) {
    if (applied.has(name)) {
      if (applied.get(name) !== hash)
        throw new MigrationError(`Migration ${name} was changed after it was applied. Migrations only go forward.`)
      continue
    }
    for (const statement of statements)
      if (statement.trim())
        await client.query(statement.replaceAll(':database', client.escapeIdentifier(client.database!)))
    await client.query('insert into migrations.applied (name, hash) values ($1, $2)', [name, hash])
    log(`Migrated: ${name}`)
  }
}

/** The job queue's tables, from its own construction plans, and our queues in it. */
async function prepareQueues(client: pg.Client) {
  const { rowCount } = await client.query("select from pg_namespace where nspname = 'pgboss'")
  if (rowCount === 0)
    await client.query(
      getConstructionPlans('pgboss')
        .replace(/^\s*BEGIN;/, '')
        .replace(/COMMIT;\s*$/, '')
    )
  for (const [name, options] of Object.entries(queues))
    await client.query('select pgboss.create_queue($1, $2)', [name, JSON.stringify(options)])
  await client.query('delete from pgboss.schedule where name = any($1)', [retiredQueues])
  await client.query('grant usage on schema pgboss to ponte_app, ponte_worker')
  await client.query('grant select, insert, update, delete on all tables in schema pgboss to ponte_app, ponte_worker')
  await client.query('grant usage on all sequences in schema pgboss to ponte_app, ponte_worker')
  await client.query('grant execute on all functions in schema pgboss to ponte_app, ponte_worker')
}

/**
 * Brings the database up to date, all or nothing. Several may start at once: one migrates, the others wait. The lock
 * stands on this connection, because Drizzle's own migrator takes none and reads its journal outside the transaction.
 */
export async function migrate(ownerUrl: string, log: (line: string) => void = () => {}): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'ponte migrate',
    connectionTimeoutMillis: 10_000
  })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
    if (Number(rows[0]!.version) < 150000) throw new MigrationError('PostgreSQL 15 or newer is needed.')
    const { rowCount } = await client.query("select from pg_roles where rolname = 'ponte_search'")
    if (rowCount === 0) await createRoles(client)
    await client.query('begin')
    // Data migrations and seeds act as the product itself; row policies bind the owner too.
    await client.query("select set_config('app.actor_kind', 'system', true)")
    await applyMissing(client, log)
    await prepareQueues(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

/** Are all migrations of this product applied? */
export async function isMigrated(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from migrations.applied`)
  return rows[0]?.n === readMigrations().length
}
