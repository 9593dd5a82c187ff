import { and, asc, eq, inArray } from 'drizzle-orm'
import type { ActionStatus, MeetingState, Recommendation, RecommendationBody } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { actions } from '../actions/actions.table.ts'
import { decisions } from '../decisions/decisions.table.ts'
import { meetingItems, meetings } from '../meetings/meetings.table.ts'
import { seats } from '../seats/seats.table.ts'
import { lessons, recommendations } from './lessons.table.ts'
import { stateOf } from './recommendations.rules.ts'
import { tours } from './tours.table.ts'

/** What came of some recommendations: on which agendas they are, what was decided, who does what because of it. */
async function traceOf(db: Db, ids: string[]) {
  const onAgendas = await db
    .select({
      recommendationId: meetingItems.recommendationId,
      itemId: meetingItems.id,
      state: meetings.state,
      meeting: { id: meetings.id, number: meetings.number, year: meetings.year, title: meetings.title }
    })
    .from(meetingItems)
    .innerJoin(meetings, eq(meetings.id, meetingItems.meetingId))
    .where(inArray(meetingItems.recommendationId, ids))
    .orderBy(asc(meetings.startsAt), asc(meetingItems.id))
  const itemIds = onAgendas.map(({ itemId }) => itemId)
  const { id, number, year, title, itemId } = decisions
  const made =
    itemIds.length > 0
      ? await db
          .select({ itemId, decision: { id, number, year, title } })
          .from(decisions)
          .where(inArray(decisions.itemId, itemIds))
          .orderBy(asc(year), asc(number))
      : []
  const decisionIds = made.map(({ decision }) => decision.id)
  const because =
    decisionIds.length > 0
      ? await db
          .select({ id: actions.id, title: actions.title, status: actions.status, decisionId: actions.decisionId })
          .from(actions)
          .where(inArray(actions.decisionId, decisionIds))
          .orderBy(asc(actions.dueOn), asc(actions.id))
          .limit(1000)
      : []
  return (recommendationId: string) => {
    const items = onAgendas.filter((one) => one.recommendationId === recommendationId)
    const decided = made.filter((one) => items.some((item) => item.itemId === one.itemId))
    return {
      states: items.map(({ state }) => state as MeetingState),
      meetings: items.map(({ meeting }) => meeting),
      decisions: decided.map(({ decision }) => decision),
      actions: because
        .filter(({ decisionId }) => decided.some(({ decision }) => decision.id === decisionId))
        .map(({ id, title, status }) => ({ id, title, status: status as ActionStatus }))
    }
  }
}

/** Recommendations of a tour, or one of them, with where they stand and what came of them. */
export async function listRecommendations(
  db: Db,
  filter: { tourId: string } | { id: string }
): Promise<Recommendation[]> {
  const rows = await db
    .select({
      row: recommendations,
      tour: { id: tours.id, title: tours.title },
      seat: { id: seats.id, institution: seats.institution }
    })
    .from(recommendations)
    .innerJoin(lessons, eq(lessons.id, recommendations.lessonId))
    .innerJoin(tours, eq(tours.id, lessons.tourId))
    .leftJoin(seats, eq(seats.id, recommendations.seatId))
    .where('id' in filter ? eq(recommendations.id, filter.id) : eq(lessons.tourId, filter.tourId))
    .orderBy(asc(recommendations.id))
    .limit(1000)
  if (rows.length === 0) return []
  const trace = await traceOf(
    db,
    rows.map(({ row }) => row.id)
  )
  return rows.map(({ row, tour, seat }) => {
    const { states, ...outcome } = trace(row.id)
    return {
      id: row.id,
      lessonId: row.lessonId,
      tour,
      title: row.title,
      text: row.text,
      seat,
      state: stateOf({ isDropped: row.droppedAt !== null, meetings: states, decisions: outcome.decisions.length }),
      createdAt: row.createdAt.toISOString(),
      version: row.version,
      ...outcome
    }
  })
}

export const findRecommendation = async (db: Db, id: string): Promise<Recommendation | null> =>
  (await listRecommendations(db, { id }))[0] ?? null

export async function insertRecommendation(
  db: Db,
  lessonId: string,
  { title, text, seatId }: RecommendationBody,
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  const values = { id, lessonId, title: title.trim(), text: text?.trim() || null, seatId, createdAt: now }
  await db.insert(recommendations).values(values)
  return id
}

/** Changes a recommendation if its version is still the given one. */
export async function updateRecommendation(
  db: Db,
  id: string,
  version: number,
  changes: Partial<Pick<typeof recommendations.$inferInsert, 'title' | 'text' | 'seatId' | 'droppedAt'>>
): Promise<boolean> {
  const { rowCount } = await db
    .update(recommendations)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(recommendations.id, id), eq(recommendations.version, version)))
  return rowCount === 1
}
