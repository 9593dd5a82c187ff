import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/transaction.ts'
import { problems } from '../../problems.ts'
import { counters } from './sessions.table.ts'

/**
 * Counts one use of something limited within a fixed window of time. Returns the count so far. The row is locked until
 * the transaction ends, so the work between is short.
 */
export async function countUse(db: Db, name: string, windowSeconds: number, now: Date): Promise<number> {
  const window = String(Math.floor(now.getTime() / 1000 / windowSeconds))
  const expiresAt = new Date((Number(window) + 1) * windowSeconds * 1000)
  const [row] = await db
    .insert(counters)
    .values({ name, window, count: 1, expiresAt })
    .onConflictDoUpdate({ target: [counters.name, counters.window], set: { count: sql`${counters.count} + 1` } })
    .returning({ count: counters.count })
  return row!.count
}

/** How often something was used so far in the present window, without counting. */
export async function readUse(db: Db, name: string, windowSeconds: number, now: Date): Promise<number> {
  const [row] = await db
    .select({ count: counters.count })
    .from(counters)
    .where(and(eq(counters.name, name), eq(counters.window, String(Math.floor(now.getTime() / 1000 / windowSeconds)))))
  return row?.count ?? 0
}

/** Counts one use and refuses above the limit. */
export async function limitUse(db: Db, name: string, windowSeconds: number, most: number, now: Date): Promise<void> {
  const used = await countUse(db, name, windowSeconds, now)
  if (used > most) throw problems.tooMany(Math.ceil(windowSeconds - ((now.getTime() / 1000) % windowSeconds)))
}
