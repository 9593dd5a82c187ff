import { sql } from 'drizzle-orm'
import type { Services } from '../services.ts'
import { system } from './actor.ts'
import { withTransaction } from './transaction.ts'

/** A replica that is further behind is not read from. */
const LAG_SECONDS_MAX = 60
const actor = system('replica')

/**
 * Seconds by which the replica is behind: 0 when it has all that the primary had when it was asked. Null where there is
 * none, or it does not answer or does not follow. A transaction's age alone would not do: on a quiet primary the last one may
 * be hours old.
 */
export async function replicaLagSeconds({ pool, replica }: Services): Promise<number | null> {
  if (!replica) return null
  const { lsn } = await withTransaction(pool, actor, async (db) => {
    const { rows } = await db.execute<{ lsn: string }>(sql`select pg_current_wal_lsn()::text as lsn`)
    return rows[0]!
  })
  try {
    return await withTransaction(replica, actor, async (db) => {
      const { rows } = await db.execute<{ isCurrent: boolean; age: string | null }>(sql`
        select coalesce(pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn, false) as "isCurrent",
               extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) as age`)
      const { isCurrent, age } = rows[0]!
      if (isCurrent) return 0
      return age === null ? null : Math.ceil(Number(age))
    })
  } catch {
    return null
  }
}

/** From where to read what was true at a moment: the replica when it has come that far, else the primary. */
export async function forReading(services: Services, moment: Date): Promise<Services> {
  const lag = await replicaLagSeconds(services)
  if (lag === null || lag > LAG_SECONDS_MAX) return services
  const isThere = lag === 0 || services.now().getTime() - lag * 1000 > moment.getTime()
  return isThere ? { ...services, pool: services.replica! } : services
}
