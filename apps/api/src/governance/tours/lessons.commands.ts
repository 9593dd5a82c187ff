import type { Lesson, LessonBody } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import * as queries from './lessons.queries.ts'
import { lockTour } from './tours.commands.ts'
import { listSessions, type TourRecord } from './tours.queries.ts'

const LESSONS_MAX = 100

/** What was seen is told, and the sessions that it comes from are of this tour. */
async function checkLesson(db: Db, tour: TourRecord, { seen, sessionIds }: LessonBody) {
  const own = new Set((await listSessions(db, tour)).map(({ id }) => id))
  const errors = [
    ...(seen.trim() ? [] : [fieldError('/seen', 'required', 'Say what was seen.')]),
    ...(sessionIds.every((id) => own.has(id)) ? [] : [fieldError('/sessionIds', 'unknown', 'No session of this tour.')])
  ]
  if (errors.length > 0) throw problems.invalid(errors)
}

async function finish(db: Db, actor: Actor, tourId: string, id: string, action: string, requestId: string) {
  await writeEvent(db, 'lesson.changed', id)
  await writeAudit(db, actor, { action, subjectId: id, requestId })
  return (await queries.listLessons(db, tourId)).find((lesson) => lesson.id === id)!
}

/** Writes down what a tour found. */
export const addLesson = (
  services: Services,
  actor: Actor,
  tourId: string,
  body: LessonBody,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Lesson> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      await checkLesson(db, await lockTour(db, tourId), body)
      if ((await queries.countLessons(db, tourId)) >= LESSONS_MAX)
        throw problems.conflict(`A tour takes ${LESSONS_MAX} lessons.`)
      const id = await queries.insertLesson(db, tourId, body, services.now())
      return finish(db, actor, tourId, id, 'lesson.added', requestId)
    })
  )

/** Writes a lesson anew. */
export const updateLesson = (
  services: Services,
  actor: Actor,
  { id, version, body }: { id: string; version: number; body: LessonBody },
  requestId: string
): Promise<Lesson> =>
  transaction(services, actor, async (db) => {
    const tourId = await queries.findTourOfLesson(db, id)
    if (!tourId) throw problems.notFound()
    await checkLesson(db, await lockTour(db, tourId), body)
    if (!(await queries.updateLesson(db, id, version, body))) throw problems.versionChanged()
    return finish(db, actor, tourId, id, 'lesson.changed', requestId)
  })
