import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Activity, ActivityValues, FrameworkLevel, FrameworkPart } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { decisions } from '../decisions/decisions.table.ts'
import { seats } from '../seats/seats.table.ts'
import { activities, frameworkParts } from './framework.table.ts'
import { isOverdue } from './framework.rules.ts'

const ROWS_MAX = 2000
/** Two people who move parts at once do so one after the other. */
const LOCK = 727013

export const lockFramework = (db: Db) => db.execute(sql`select pg_advisory_xact_lock(${LOCK})`)

const toPart = ({ createdAt: _, ...row }: typeof frameworkParts.$inferSelect): FrameworkPart => ({
  ...row,
  level: row.level as FrameworkLevel
})

/** All parts in their order among neighbours. */
export const listParts = async (db: Db): Promise<FrameworkPart[]> =>
  (
    await db.select().from(frameworkParts).orderBy(asc(frameworkParts.place), asc(frameworkParts.id)).limit(ROWS_MAX)
  ).map(toPart)

export async function findPart(db: Db, id: string): Promise<FrameworkPart | null> {
  const [row] = await db.select().from(frameworkParts).where(eq(frameworkParts.id, id))
  return row ? toPart(row) : null
}

/** Adds a part at the end of its neighbours. */
export async function insertPart(
  db: Db,
  values: Pick<FrameworkPart, 'level' | 'parentId' | 'namePt' | 'nameEn'>,
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  const [last] = await db
    .select({ place: sql<number>`coalesce(max(${frameworkParts.place}), 0)::int` })
    .from(frameworkParts)
    .where(values.parentId ? eq(frameworkParts.parentId, values.parentId) : isNull(frameworkParts.parentId))
  await db.insert(frameworkParts).values({ id, ...values, place: last!.place + 1, createdAt: now })
  return id
}

/** Renames a part if its version is still the given one. */
export async function updatePart(
  db: Db,
  id: string,
  version: number,
  names: Pick<FrameworkPart, 'namePt' | 'nameEn'>
): Promise<boolean> {
  const { rowCount } = await db
    .update(frameworkParts)
    .set({ ...names, version: version + 1 })
    .where(and(eq(frameworkParts.id, id), eq(frameworkParts.version, version)))
  return rowCount === 1
}

export const placePart = (db: Db, id: string, place: number) =>
  db.update(frameworkParts).set({ place }).where(eq(frameworkParts.id, id))

export const deletePart = (db: Db, id: string) => db.delete(frameworkParts).where(eq(frameworkParts.id, id))

/** All activities by when they begin, or one of them. */
export async function listActivities(db: Db, today: string, id?: string): Promise<Activity[]> {
  const rows = await db
    .select({
      row: activities,
      seat: { id: seats.id, institution: seats.institution },
      decision: { id: decisions.id, number: decisions.number, year: decisions.year }
    })
    .from(activities)
    .leftJoin(seats, eq(seats.id, activities.seatId))
    .leftJoin(decisions, eq(decisions.id, activities.decisionId))
    .where(id ? eq(activities.id, id) : undefined)
    .orderBy(asc(activities.startsOn), asc(activities.id))
    .limit(ROWS_MAX)
  return rows.map(({ row: { createdAt: _, seatId: _seat, decisionId: _decision, ...row }, seat, decision }) => {
    const state = row.state as Activity['state']
    return { ...row, state, seat, decision, isOverdue: isOverdue({ state, endsOn: row.endsOn }, today) }
  })
}

export async function insertActivity(db: Db, outputId: string, values: ActivityValues, now: Date): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(activities).values({ id, outputId, ...values, createdAt: now })
  return id
}

/** Changes an activity if its version is still the given one. */
export async function updateActivity(db: Db, id: string, version: number, values: ActivityValues): Promise<boolean> {
  const { rowCount } = await db
    .update(activities)
    .set({ ...values, version: version + 1 })
    .where(and(eq(activities.id, id), eq(activities.version, version)))
  return rowCount === 1
}
