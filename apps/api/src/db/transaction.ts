import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { escapeLiteral, type Pool, type PoolClient } from 'pg'
import { settingsOf, type Actor } from './actor.ts'
import { preparing } from './prepared.ts'

/** A transaction: what queries take as their first argument. */
export type Db = NodePgDatabase<Record<string, never>>

const RETRIES_MAX = 3
const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(sqlState(error) ?? '')

/** The SQLSTATE of an error of the database, also when Drizzle wrapped it. */
export function sqlState(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  return cause ? sqlState(cause) : undefined
}

async function attempt<T>(
  client: PoolClient,
  actor: Actor,
  work: (db: Db, client: PoolClient) => Promise<T>
): Promise<T> {
  const calls = settingsOf(actor).map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`)
  // One message to the database instead of two, at every transaction.
  await client.query(`begin; select ${calls.join(', ')}`)
  const result = await work(drizzle(preparing(client), { casing: 'snake_case' }), client)
  await client.query('commit')
  return result
}

/** Did the database leave a query without an answer? The driver gives this error neither a code nor a class. */
function isUnanswered(error: unknown): boolean {
  const { message, cause } = (error ?? {}) as { message?: unknown; cause?: unknown }
  return message === 'Query read timeout' || (cause !== undefined && isUnanswered(cause))
}

/** The database could not be reached, or went away in the middle; nothing was committed that anybody knows of. */
export class DatabaseLostError extends Error {}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (cause) {
    throw new DatabaseLostError('The database cannot be reached.', { cause })
  }
}

/**
 * The only door to the database: one transaction with the actor set for row-level security, committed before the
 * caller answers, tried again on serialisation failures. (`db.transaction` of Drizzle 0.45 ends the process when the
 * connection is lost, and leaks the client when BEGIN fails.)
 */
export async function withTransaction<T>(
  pool: Pool,
  actor: Actor,
  work: (db: Db, client: PoolClient) => Promise<T>
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const client = await connect(pool)
    let broken: Error | undefined
    const onLost = (error: Error) => void (broken = error)
    client.on('error', onLost)
    try {
      return await attempt(client, actor, work)
    } catch (error) {
      // Who did not answer a query does not answer a rollback either, and it would be waited for as long again.
      if (!broken && isUnanswered(error)) broken = error as Error
      // A failed rollback must not hide the first error; the client is thrown away instead of being handed on.
      if (!broken) await client.query('rollback').catch(onLost)
      if (broken) throw new DatabaseLostError('The connection to the database was lost.', { cause: error })
      if (tries >= RETRIES_MAX || !isRetryable(error)) throw error
    } finally {
      client.off('error', onLost)
      client.release(broken)
    }
  }
}
