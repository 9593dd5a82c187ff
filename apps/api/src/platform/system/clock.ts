import { sql } from 'drizzle-orm'
import { nobody } from '../../db/actor.ts'
import { transaction, type Services } from '../../services.ts'

/*
 * Ends of tokens and codes are read from the clock of the process, leases and pauses from the database's. A clock that is
 * behind takes tokens that are over, and one that is far ahead would clear away what is not due: somebody must be told.
 */
const DIFFERENCE_SECONDS_MAX = 60
const SAID_AGAIN_MS = 600_000

let saidAt = -Infinity

/** Seconds by which the clock of this machine is ahead of the database's; 0 while they agree. Says so when they do not. */
export async function clockAheadSeconds(services: Services): Promise<number> {
  const before = Date.now()
  const databaseMs = await transaction(services, nobody, async (db) => {
    const { rows } = await db.execute<{ ms: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as ms`)
    return Number(rows[0]!.ms)
  })
  // The database was asked somewhere between; who waited long for the answer knows no better than that.
  const after = Date.now()
  const aheadMs = databaseMs < before ? before - databaseMs : Math.min(0, after - databaseMs)
  const seconds = Math.round(aheadMs / 1000)
  if (Math.abs(seconds) <= DIFFERENCE_SECONDS_MAX) return 0
  if (performance.now() - saidAt > SAID_AGAIN_MS) {
    saidAt = performance.now()
    services.log.warn({ aheadSeconds: seconds }, 'the clock differs from that of the database')
  }
  return seconds
}
