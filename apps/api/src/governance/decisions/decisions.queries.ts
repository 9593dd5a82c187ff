import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { DashboardTable, Decision, Evidence } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { meetingItems, meetings } from '../meetings/meetings.table.ts'
import { lessons, recommendations } from '../tours/lessons.table.ts'
import { tours } from '../tours/tours.table.ts'
import { decisions, evidence } from './decisions.table.ts'

const columns = {
  id: decisions.id,
  number: decisions.number,
  year: decisions.year,
  title: decisions.title,
  text: decisions.text,
  itemId: decisions.itemId,
  madeOn: decisions.madeOn,
  version: decisions.version,
  meeting: { id: meetings.id, number: meetings.number, year: meetings.year, title: meetings.title },
  recommendationId: recommendations.id,
  recommendationTitle: recommendations.title,
  tourId: tours.id,
  tourTitle: tours.title,
  isFrozen: sql<boolean>`${meetings.minutesApprovedAt} is not null`,
  // The actions belong to a later feature, which imports this one: only counted here.
  openActions: sql<number>`(select count(*)::int from actions a where a.decision_id = ${decisions.id} and a.status in ('open', 'in-progress'))`,
  allActions: sql<number>`(select count(*)::int from actions a where a.decision_id = ${decisions.id})`
}

const toEvidence = ({ decisionId: _decisionId, tableName, ...row }: typeof evidence.$inferSelect): Evidence => ({
  ...row,
  table: tableName as DashboardTable,
  asOf: row.asOf.toISOString(),
  takenAt: row.takenAt.toISOString()
})

export interface DecisionFilter {
  id?: string
  meetingId?: string
  year?: number
}

/** Decisions with their evidence, newest first. A committee makes some dozens in a year. */
export async function listDecisions(db: Db, { id, meetingId, year }: DecisionFilter = {}): Promise<Decision[]> {
  const rows = await db
    .select(columns)
    .from(decisions)
    .innerJoin(meetings, eq(meetings.id, decisions.meetingId))
    // Where the item of the agenda came from, if it came from a study tour.
    .leftJoin(meetingItems, eq(meetingItems.id, decisions.itemId))
    .leftJoin(recommendations, eq(recommendations.id, meetingItems.recommendationId))
    .leftJoin(lessons, eq(lessons.id, recommendations.lessonId))
    .leftJoin(tours, eq(tours.id, lessons.tourId))
    .where(
      and(
        id ? eq(decisions.id, id) : undefined,
        meetingId ? eq(decisions.meetingId, meetingId) : undefined,
        year ? eq(decisions.year, year) : undefined
      )
    )
    .orderBy(desc(decisions.year), desc(decisions.number))
    .limit(1000)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const cited = await db.select().from(evidence).where(inArray(evidence.decisionId, ids)).orderBy(asc(evidence.id))
  return rows.map(({ openActions, allActions, recommendationId, recommendationTitle, tourId, tourTitle, ...row }) => ({
    ...row,
    recommendation: recommendationId
      ? { id: recommendationId, title: recommendationTitle!, tourId: tourId!, tour: tourTitle! }
      : null,
    evidence: cited.filter(({ decisionId }) => decisionId === row.id).map(toEvidence),
    actions: { open: openActions, total: allActions }
  }))
}

export const findDecision = async (db: Db, id: string): Promise<Decision | null> =>
  (await listDecisions(db, { id }))[0] ?? null

export interface DecisionValues {
  meetingId: string
  itemId: string | null
  title: string
  text: string
  madeOn: string
}

/** Keeps a decision under the next number of its year. */
export async function insertDecision(db: Db, values: DecisionValues, now: Date): Promise<string> {
  const id = createId(now.getTime())
  const year = Number(values.madeOn.slice(0, 4))
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('decisions.number'), ${year})`)
  const [last] = await db
    .select({ number: sql<number>`coalesce(max(${decisions.number}), 0)::int` })
    .from(decisions)
    .where(eq(decisions.year, year))
  await db.insert(decisions).values({ id, year, number: last!.number + 1, ...values, createdAt: now })
  return id
}

/** Changes a decision if its version is still the given one. */
export async function updateDecision(
  db: Db,
  id: string,
  version: number,
  changes: Partial<Pick<DecisionValues, 'itemId' | 'title' | 'text'>>
): Promise<boolean> {
  const { rowCount } = await db
    .update(decisions)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(decisions.id, id), eq(decisions.version, version)))
  return rowCount === 1
}

/** Keeps a figure as it was shown. */
export const insertEvidence = (db: Db, decisionId: string, { table, asOf, takenAt, ...figure }: Omit<Evidence, 'id'>) =>
  db.insert(evidence).values({
    id: createId(),
    decisionId,
    tableName: table,
    ...figure,
    asOf: new Date(asOf),
    takenAt: new Date(takenAt)
  })
