import pg from 'pg'
import type { Actor } from '../src/db/actor.ts'
import { withTransaction, type Db } from '../src/db/transaction.ts'
import type { TestProduct } from './harness.ts'

/**
 * The plans of everything that some work asks of the database as this actor, with the rights of the product's own role and
 * under its policies: also of the statements inside functions.
 */
export async function plansOf(
  product: TestProduct,
  actor: Actor,
  work: (db: Db) => Promise<unknown>
): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: product.url('postgres'), max: 1 })
  const plans: string[] = []
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => plans.push(message ?? ''))
    client.on('error', () => {})
  })
  // The database is dropped at the end of a test, and may be gone before this connection is; both are told of that.
  pool.on('error', () => {})
  try {
    await pool.query("load 'auto_explain'")
    for (const [name, value] of [
      ['auto_explain.log_min_duration', '0'],
      ['auto_explain.log_nested_statements', 'on'],
      ['client_min_messages', 'log'],
      ['role', 'ponte_app']
    ])
      await pool.query('select set_config($1, $2, false)', [name, value])
    plans.length = 0
    await withTransaction(pool, actor, work)
  } finally {
    await pool.end()
  }
  return plans.filter((plan) => plan.includes('cost='))
}
