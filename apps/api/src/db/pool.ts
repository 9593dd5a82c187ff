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
}

/** A pool whose clients never bring the process down, with bounded waits everywhere. */
export function createPool({
  url,
  role,
  max = 8,
  statementTimeoutMs = 4000,
  name,
  pipeline = true
}: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    pipeline,
    connectionTimeoutMillis: 3000,
    idleTimeoutMillis: 30_000,
    query_timeout: statementTimeoutMs + 1000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 30_000,
    ...(role ? { options: `-c role=${role}` } : {})
  })
  pool.on('error', ignoreLateError)
  pool.on('connect', (client) => client.on('error', ignoreLateError))
  return pool
}
