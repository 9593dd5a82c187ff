import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Indicator, IndicatorValues, LiveFigureCode } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { isStale, progressOf, stateOf } from './indicators.rules.ts'
import { indicators, measurements } from './indicators.table.ts'

const INDICATORS_MAX = 500
const MEASUREMENTS_MAX = 20_000

/** Women among people born here who live abroad, in the newest revision that UN DESA gave: a share in percent. */
export async function findWomenAbroad(db: Db): Promise<Indicator['reference']> {
  const { rows } = await db.execute<{ revision: string; year: number; value: number }>(sql`
    select revision, year::int,
           round((100 * sum(value) filter (where sex = 'woman') / sum(value) filter (where sex = 'all'))::numeric, 1)::float as value
      from reference_figures
     where source = 'un-desa' and definition = 'born-in' and destination <> 'all' and age = 'all'
     group by revision, year having sum(value) filter (where sex = 'woman') > 0 and sum(value) filter (where sex = 'all') > 0
     order by revision desc, year desc limit 1`)
  return rows[0] ?? null
}

/**
 * Indicators with what was measured, oldest first; of very many values the newest. Among several values of one day the last one
 * entered counts.
 */
export async function listIndicators(db: Db, today: string, id?: string): Promise<Indicator[]> {
  const found = await db
    .select()
    .from(indicators)
    .where(id ? eq(indicators.id, id) : undefined)
    .orderBy(asc(indicators.createdAt), asc(indicators.id))
    .limit(INDICATORS_MAX)
  const newestFirst = await db
    .select({ row: measurements, by: staff.name })
    .from(measurements)
    .leftJoin(staff, eq(staff.id, measurements.measuredBy))
    .where(id ? eq(measurements.indicatorId, id) : undefined)
    .orderBy(desc(measurements.day), desc(measurements.createdAt), desc(measurements.id))
    .limit(MEASUREMENTS_MAX)
  const measured = newestFirst.toReversed()
  const reference = await findWomenAbroad(db)
  return found.map(({ createdAt: _, ...row }) => {
    const points = measured
      .filter(({ row: { indicatorId } }) => indicatorId === row.id)
      .map(({ row: { day, value, note }, by }) => ({ day, value, note, by }))
    const last = points.at(-1) ?? null
    const facts = row as Omit<Indicator, 'measurements' | 'reference' | 'state' | 'progress' | 'isStale'>
    return {
      ...facts,
      reference: facts.live === 'women-percent' ? reference : null,
      state: stateOf(facts, last),
      progress: progressOf(facts, last?.value ?? null),
      isStale: isStale(facts.frequency, last, today),
      measurements: points
    }
  })
}

export async function insertIndicator(
  db: Db,
  partId: string,
  values: IndicatorValues & { live?: LiveFigureCode | null },
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(indicators).values({ id, partId, ...values, createdAt: now })
  return id
}

/** Changes an indicator if its version is still the given one. */
export async function updateIndicator(db: Db, id: string, version: number, values: IndicatorValues): Promise<boolean> {
  const { rowCount } = await db
    .update(indicators)
    .set({ ...values, version: version + 1 })
    .where(and(eq(indicators.id, id), eq(indicators.version, version)))
  return rowCount === 1
}

export interface MeasurementValues {
  indicatorId: string
  day: string
  value: number | null
  note: string | null
  measuredBy: string | null
}

/** Adds a measured value. What the product measures is kept once a day; false where it was already. */
export async function insertMeasurement(db: Db, values: MeasurementValues, now: Date): Promise<boolean> {
  const { rowCount } = await db
    .insert(measurements)
    // The database's own clock, to the microsecond: a correction in the same millisecond must come after what it corrects.
    .values({ id: createId(now.getTime()), ...values, createdAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
  return rowCount === 1
}
