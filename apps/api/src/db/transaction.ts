import { PgDialect } from 'drizzle-orm/pg-core'
import { fillPlaceholders, type SQL } from 'drizzle-orm'
import { drizzle, NodePgDatabase, NodePgSession } from 'drizzle-orm/node-postgres'
import { escapeLiteral, type Pool, type PoolClient, type QueryResultRow } from 'pg'
import { settingsOf, type Actor } from './actor.ts'
import { traitsOf, type PoolTraits } from './pool.ts'
import { preparing, type Statements } from './prepared.ts'

/** A transaction: what queries take as their first argument. */
export type Db = NodePgDatabase<Record<string, never>>

const RETRIES_MAX = 3
/** Said of every statement that follows a refused one. */
const TRANSACTION_ABORTED = '25P02'
const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(sqlState(error) ?? '')

/** The SQLSTATE of an error of the database, also when Drizzle wrapped it. */
export function sqlState(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  return cause ? sqlState(cause) : undefined
}

/** Made once: it remembers how each column is spelt. */
const dialect = new PgDialect({ casing: 'snake_case' })

const connections = new WeakMap<Db, Statements>()

/** Queries in one transaction. Drizzle's own `drizzle()` would make a dialect for each. */
function databaseOn(statements: Statements): Db {
  const db: Db = new NodePgDatabase(dialect, new NodePgSession(statements, dialect, undefined, {}), undefined)
  connections.set(db, statements)
  return db
}

/** Builds statements that are parts of another; it has no connection and runs nothing. */
export const parts: Db = drizzle.mock({ casing: 'snake_case' })

/** Begins as this actor. Nobody waits for it: what is said next leaves in the same message. */
function begin(statements: Statements, actor: Actor, more: [string, string][] = []): Promise<unknown> {
  const settings = [...settingsOf(actor), ...more]
  const calls = settings.map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`)
  const begun = statements.query(`begin; select ${calls.join(', ')}`)
  // Whoever waits for it later hears of its failure.
  begun.catch(() => undefined)
  return begun
}

async function attempt<T>(
  { prepares, settings }: PoolTraits,
  client: PoolClient,
  actor: Actor,
  work: (db: Db, client: PoolClient) => Promise<T>
): Promise<T> {
  const statements = preparing(client, prepares)
  const begun = begin(statements, actor, settings)
  let result: T
  try {
    result = await work(databaseOn(statements), client)
  } catch (error) {
    throw sqlState(error) === TRANSACTION_ABORTED
      ? new Error('A statement of this transaction was refused.', { cause: statements.firstFailure() })
      : error
  } finally {
    statements.close()
    await begun
  }
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

async function withClient<T>(pool: Pool, tryOnce: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const client = await connect(pool)
    let broken: Error | undefined
    const onLost = (error: Error) => void (broken = error)
    client.on('error', onLost)
    try {
      return await tryOnce(client)
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

/**
 * The only door to the database: one transaction with the actor set for row-level security, committed before the
 * caller answers, tried again on serialisation failures. (`db.transaction` of Drizzle 0.45 ends the process when the
 * connection is lost, and leaks the client when BEGIN fails.) Statements that need nothing of each other may be said
 * together, with `Promise.all`: they leave in one message, and the first that fails is the one that is told.
 */
export const withTransaction = <T>(
  pool: Pool,
  actor: Actor,
  work: (db: Db, client: PoolClient) => Promise<T>
): Promise<T> => withClient(pool, (client) => attempt(traitsOf(pool), client, actor, work))

/** A large statement with small parts costs more to plan than to run: its plan is made once for each connection. */
const KEPT_PLAN: [string, string][] = [['plan_cache_mode', 'force_generic_plan']]

/**
 * For a statement that finds each of its rows by an index: a plan that is made while a table is still new, or was just filled, would
 * else be kept with a reading of the whole table in it.
 */
const BY_INDEX: [string, string][] = [
  ['enable_seqscan', 'off'],
  ['enable_bitmapscan', 'off'],
  ['enable_sort', 'off']
]

/** A statement with its values. */
export interface Statement<Row extends QueryResultRow> {
  text: string
  values: unknown[]
  /** It finds each of its rows by an index, whatever is known of the tables when it is planned. */
  byIndex?: boolean
  /** Only for the types: what its rows are. */
  row?: Row
}

/** A statement that was written once, and is given its values each time. */
export type Template<Row extends QueryResultRow> = (values: Record<string, unknown>) => Statement<Row>

/** Writes a statement whose values are `sql.placeholder`s. Writing costs as much as many a statement takes to run. */
export function toTemplate<Row extends QueryResultRow>(statement: SQL): Template<Row> {
  const { sql: text, params } = dialect.sqlToQuery(statement)
  return (values) => ({ text, values: fillPlaceholders(params, values) })
}

/** Says a statement that was written before, in a transaction that has others. Returns its rows. */
export async function say<Row extends QueryResultRow>(db: Db, { text, values }: Statement<Row>): Promise<Row[]> {
  const { rows } = await connections.get(db)!.query<Row>({ text, values })
  return rows
}

/**
 * A transaction of one statement: its beginning, the statement and its end leave in one message. Returns the rows. It
 * decides for itself what it writes, for it is committed before anybody here reads what came back.
 */
export const withStatement = <Row extends QueryResultRow>(
  pool: Pool,
  actor: Actor,
  { text, values, byIndex = false }: Statement<Row>
): Promise<Row[]> =>
  withClient(pool, async (client) => {
    const { prepares, settings } = traitsOf(pool)
    const statements = preparing(client, prepares)
    const begun = begin(statements, actor, [...settings, ...KEPT_PLAN, ...(byIndex ? BY_INDEX : [])])
    const said = statements.query<Row>({ text, values })
    const ended = client.query('commit')
    // After a refused statement the end undoes what was begun, and says nothing of it.
    const [, { rows }] = await Promise.all([begun, said, ended])
    return rows
  })
