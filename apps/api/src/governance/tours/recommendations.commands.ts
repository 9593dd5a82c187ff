import { sql } from 'drizzle-orm'
import type { Recommendation, RecommendationBody } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { lockMeeting } from '../meetings/meetings.commands.ts'
import { appendItem } from '../meetings/meetings.queries.ts'
import { findTourOfLesson } from './lessons.queries.ts'
import { recommendations } from './lessons.table.ts'
import * as queries from './recommendations.queries.ts'
import { doesAllow, type RecommendationAct } from './recommendations.rules.ts'
import { isSeat } from './tourParts.queries.ts'
import { lockTour } from './tours.commands.ts'

const RECOMMENDATIONS_MAX = 200
const ITEMS_MAX = 40

async function checkSeat(db: Db, seatId: string | null | undefined) {
  if (seatId && !(await isSeat(db, seatId)))
    throw problems.invalid([fieldError('/seatId', 'unknown', 'There is no such seat.')])
}

async function finish(db: Db, actor: Actor, id: string, audit: { action: string; fields?: string[] }, request: string) {
  await writeEvent(db, 'recommendation.changed', id)
  await writeAudit(db, actor, { ...audit, subjectId: id, requestId: request })
  return (await queries.findRecommendation(db, id))!
}

/** Recommends something to the committee because of a lesson. */
export const addRecommendation = (
  services: Services,
  actor: Actor,
  lessonId: string,
  body: RecommendationBody,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Recommendation> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const tourId = await findTourOfLesson(db, lessonId)
      if (!tourId) throw problems.notFound()
      await lockTour(db, tourId)
      await checkSeat(db, body.seatId)
      if ((await queries.listRecommendations(db, { tourId })).length >= RECOMMENDATIONS_MAX)
        throw problems.conflict(`A tour takes ${RECOMMENDATIONS_MAX} recommendations.`)
      const id = await queries.insertRecommendation(db, lessonId, body, services.now())
      return finish(db, actor, id, { action: 'recommendation.added' }, requestId)
    })
  )

/** A recommendation that allows some acts, held until the transaction ends. */
async function lockRecommendation(db: Db, id: string, acts: RecommendationAct[]): Promise<Recommendation> {
  await db.execute(sql`select from ${recommendations} where ${recommendations.id} = ${id} for update`)
  const found = await queries.findRecommendation(db, id)
  if (!found) throw problems.notFound()
  if (!acts.every((act) => doesAllow(found.state, act)))
    throw problems.conflict(`A recommendation that is ${found.state} does not allow this.`)
  return found
}

/** Words a recommendation better, drops it, or takes it up again. */
export const updateRecommendation = (
  services: Services,
  actor: Actor,
  { id, version }: { id: string; version: number },
  { isDropped, ...words }: Partial<RecommendationBody> & { isDropped?: boolean },
  requestId: string
): Promise<Recommendation> =>
  transaction(services, actor, async (db) => {
    const acts: RecommendationAct[] = Object.keys(words).length > 0 ? ['edit'] : []
    if (isDropped !== undefined) acts.push(isDropped ? 'drop' : 'reopen')
    await lockRecommendation(db, id, acts)
    await checkSeat(db, words.seatId)
    const changes = {
      ...words,
      ...(isDropped === undefined ? {} : { droppedAt: isDropped ? services.now() : null })
    }
    if (!(await queries.updateRecommendation(db, id, version, changes))) throw problems.versionChanged()
    const fields = [...Object.keys(words), ...(isDropped === undefined ? [] : ['isDropped'])]
    return finish(db, actor, id, { action: 'recommendation.changed', fields }, requestId)
  })

/** Makes an item of a meeting's agenda of a recommendation; the item keeps where it came from. */
export const putOnAgenda = (
  services: Services,
  actor: Actor,
  { id, meetingId }: { id: string; meetingId: string },
  requestId: string
): Promise<Recommendation> =>
  transaction(services, actor, async (db) => {
    const meeting = await lockMeeting(db, services, meetingId, 'edit')
    const { title, text, meetings } = await lockRecommendation(db, id, ['putOnAgenda'])
    if (meetings.some((one) => one.id === meetingId)) throw problems.conflict('It is on this agenda already.')
    const item = { title, description: text, recommendationId: id }
    if (!(await appendItem(db, meeting, item, ITEMS_MAX, services.now())))
      throw problems.conflict(`An agenda takes ${ITEMS_MAX} items.`)
    await writeEvent(db, 'meeting.changed', meetingId)
    await writeAudit(db, actor, { action: 'meeting.changed', subjectId: meetingId, fields: ['items'], requestId })
    return finish(db, actor, id, { action: 'recommendation.putOnAgenda' }, requestId)
  })
