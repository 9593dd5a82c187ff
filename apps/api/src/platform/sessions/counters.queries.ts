import { and, eq, sql } from 'drizzle-orm'
import { say, toTemplate, type Db } from '../../db/transaction.ts'
import { inTurn, recordset, rowsAsJson } from '../../db/turns.ts'
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

type Use = ReturnType<typeof useOf>
const nameOf = ({ name, window }: Pick<Use, 'name' | 'window'>) => `${window} ${name}`

const addToCounters = toTemplate<{ name: string; window: string; count: number }>(sql`
  insert into ${counters} ("name", "window", "count", "expires_at")
  select "name", "window", "count", "expires_at" from ${recordset(counters, 'rows')}
  on conflict ("name", "window") do update set "count" = ${counters.count} + excluded."count"
  returning "name", "window", "count"`)

const addUses = inTurn(async (db, uses: Use[]) => {
  const sums = new Map<string, Use>()
  for (const use of uses) {
    const { count = 0 } = sums.get(nameOf(use)) ?? {}
    sums.set(nameOf(use), { ...use, count: count + use.count })
  }
  // In one order, so that two transactions which count the same do not wait for each other.
  const rows = [...sums.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const counted = await say(db, addToCounters({ rows: rowsAsJson(counters, rows) }))
  const totals = new Map(counted.map((row) => [nameOf(row), row.count]))
  // Each hears what the count was after its own use.
  return uses
    .toReversed()
    .map((use) => {
      const total = totals.get(nameOf(use))!
      totals.set(nameOf(use), total - use.count)
      return total
    })
    .toReversed()
})

/** The same, done. The row is locked until the transaction ends, so the work between is short. */
export const countUse = (db: Db, name: string, windowSeconds: number, now: Date): Promise<number> =>
  addUses(db, useOf(name, windowSeconds, now))

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
