import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/transaction.ts'
import { problems } from '../../problems.ts'
import { counters } from './sessions.table.ts'

/** One use of something limited within a fixed window of time. */
export function useOf(name: string, windowSeconds: number, now: Date) {
  const window = String(Math.floor(now.getTime() / 1000 / windowSeconds))
  return { name, window, count: 1, expiresAt: new Date((Number(window) + 1) * windowSeconds * 1000) }
}

/** Counts a use; gives the count so far. */
export const addUse = (db: Db, use: ReturnType<typeof useOf>) =>
  db
    .insert(counters)
    .values(use)
    .onConflictDoUpdate({ target: [counters.name, counters.window], set: { count: sql`${counters.count} + 1` } })
    .returning({ count: counters.count })

/** The same, done. The row is locked until the transaction ends, so the work between is short. */
export async function countUse(db: Db, name: string, windowSeconds: number, now: Date): Promise<number> {
  const [row] = await addUse(db, useOf(name, windowSeconds, now))
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
  refuseAbove(most, await countUse(db, name, windowSeconds, now), windowSeconds, now)
}

/** Refuses a use that was one too many, and says when the window ends. */
export function refuseAbove(most: number, used: number, windowSeconds: number, now: Date): void {
  if (used > most) throw problems.tooMany(Math.ceil(windowSeconds - ((now.getTime() / 1000) % windowSeconds)))
}
