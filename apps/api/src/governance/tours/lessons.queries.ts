import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { Lesson, LessonBody } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { lessons, lessonSessions } from './lessons.table.ts'
import { listRecommendations } from './recommendations.queries.ts'
import { tourSessions } from './tours.table.ts'

/** The lessons of a tour with their sessions and recommendations, in the order in which they were written down. */
export async function listLessons(db: Db, tourId: string): Promise<Lesson[]> {
  const rows = await db.select().from(lessons).where(eq(lessons.tourId, tourId)).orderBy(asc(lessons.id)).limit(1000)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const from = await db
    .select({ lessonId: lessonSessions.lessonId, id: tourSessions.id, title: tourSessions.title })
    .from(lessonSessions)
    .innerJoin(tourSessions, eq(tourSessions.id, lessonSessions.sessionId))
    .where(inArray(lessonSessions.lessonId, ids))
    .orderBy(asc(tourSessions.localStart), asc(tourSessions.id))
  const recommended = await listRecommendations(db, { tourId })
  return rows.map(({ id, title, seen, relevance, version }) => ({
    id,
    title,
    seen,
    relevance,
    sessions: from.filter(({ lessonId }) => lessonId === id).map(({ id, title }) => ({ id, title })),
    version,
    recommendations: recommended.filter(({ lessonId }) => lessonId === id)
  }))
}

/** The tour that a lesson belongs to. */
export async function findTourOfLesson(db: Db, id: string): Promise<string | null> {
  const [row] = await db.select({ tourId: lessons.tourId }).from(lessons).where(eq(lessons.id, id))
  return row?.tourId ?? null
}

export async function countLessons(db: Db, tourId: string): Promise<number> {
  const [there] = await db.select({ n: count() }).from(lessons).where(eq(lessons.tourId, tourId))
  return there!.n
}

const wordsOf = ({ title, seen, relevance }: LessonBody) => ({
  title: title.trim(),
  seen: seen.trim(),
  relevance: relevance?.trim() || null
})

async function replaceSessions(db: Db, lessonId: string, sessionIds: readonly string[]) {
  await db.delete(lessonSessions).where(eq(lessonSessions.lessonId, lessonId))
  if (sessionIds.length > 0)
    await db.insert(lessonSessions).values(sessionIds.map((sessionId) => ({ lessonId, sessionId })))
}

export async function insertLesson(db: Db, tourId: string, body: LessonBody, now: Date): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(lessons).values({ id, tourId, ...wordsOf(body), createdAt: now })
  await replaceSessions(db, id, body.sessionIds)
  return id
}

/** Writes a lesson anew if its version is still the given one. */
export async function updateLesson(db: Db, id: string, version: number, body: LessonBody): Promise<boolean> {
  const { rowCount } = await db
    .update(lessons)
    .set({ ...wordsOf(body), version: version + 1 })
    .where(and(eq(lessons.id, id), eq(lessons.version, version)))
  if (rowCount !== 1) return false
  await replaceSessions(db, id, body.sessionIds)
  return true
}
