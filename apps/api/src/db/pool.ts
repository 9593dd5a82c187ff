import pg from 'pg'

const ignoreLateError = () => {
  // A client that loses its server emits "error" even while it is checked out. Without a listener that ends the process.
}

export interface PoolOptions {
  url: string
  role?: string | null
  max?: number
  /** The web answers or fails within seconds; jobs and the command line may take longer. */
  statementTimeoutMs?: number
  name: string
  /** Statements are sent without waiting for the one before. Copying streams need a connection that does wait. */
  pipeline?: boolean
  /** The connections are those of a pooler, which gives them out for one transaction: nothing may be left on them. */
  pooled?: boolean
}

const IDLE_IN_TRANSACTION_MS = 30_000

/** What a transaction on this pool has to know of it. */
export interface PoolTraits {
  /** May statements be prepared? They stay on the connection. */
  prepares: boolean
  /** Settings that each transaction makes for itself, since the connection does not have them. */
  settings: [string, string][]
}
const traits = new WeakMap<pg.Pool, PoolTraits>()
export const traitsOf = (pool: pg.Pool): PoolTraits => traits.get(pool) ?? { prepares: true, settings: [] }

/** A pool whose clients never bring the process down, with bounded waits everywhere. */
export function createPool({
  url,
  role,
  max = 8,
  statementTimeoutMs = 4000,
  name,
  pipeline = true,
  pooled = false
}: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    pipeline,
    connectionTimeoutMillis: 3000,
    idleTimeoutMillis: 30_000,
    query_timeout: statementTimeoutMs + 1000,
    ...(!pooled && {
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS
    }),
    ...(role ? { options: `-c role=${role}` } : {})
  })
  if (pooled)
    traits.set(pool, {
      prepares: false,
      settings: [
        ['statement_timeout', String(statementTimeoutMs)],
        ['idle_in_transaction_session_timeout', String(IDLE_IN_TRANSACTION_MS)]
      ]
    })
  pool.on('error', ignoreLateError)
  pool.on('connect', (client) => client.on('error', ignoreLateError))
  return pool
}
