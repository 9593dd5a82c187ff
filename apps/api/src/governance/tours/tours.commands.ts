import type { Tour, TourCreate, TourState } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { momentOf } from '../meetings/meetings.rules.ts'
import * as queries from './tours.queries.ts'
import { faultOfSession, mayBecome, type TourFrame } from './tours.rules.ts'

/** Notes what was done to a tour, and returns it as it is now. */
export async function finishTour(
  db: Db,
  { keys }: Services,
  actor: Actor,
  id: string,
  { action, fields = [], requestId }: { action: string; fields?: string[]; requestId: string }
): Promise<Tour> {
  await writeEvent(db, 'tour.changed', id)
  await writeAudit(db, actor, { action, subjectId: id, fields, requestId })
  return (await queries.findTour(db, keys, id))!
}

/** A tour that can be changed, held until the transaction ends. What was called off stays as it is. */
export async function lockTour(db: Db, id: string): Promise<queries.TourRecord> {
  const tour = await queries.findTourRecord(db, id, true)
  if (!tour) throw problems.notFound()
  if (tour.state === 'cancelled') throw problems.conflict('This tour was called off.')
  return tour
}

function checkFrame({ zone, firstOn, lastOn }: TourFrame) {
  if (!momentOf(`${firstOn}T12:00`, zone))
    throw problems.invalid([fieldError('/zone', 'unknown', 'There is no such time zone.')])
  if (lastOn < firstOn)
    throw problems.invalid([fieldError('/lastOn', 'order', 'The last day is not before the first.')])
}

const checkObjective = ({ objective }: { objective?: string }) => {
  if (objective !== undefined && !objective.trim())
    throw problems.invalid([fieldError('/objective', 'required', 'Say what for.')])
}

/** Plans a tour. */
export const createTour = (
  services: Services,
  actor: Actor,
  body: TourCreate,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Tour> => {
  checkObjective(body)
  checkFrame(body)
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const values = { ...body, title: body.title.trim(), objective: body.objective.trim() }
      const id = await queries.insertTour(db, values, services.now())
      return finishTour(db, services, actor, id, { action: 'tour.created', requestId })
    })
  )
}

/** No session is left outside of the days, or at an hour that the new zone never shows. */
async function checkSessions(db: Db, before: queries.TourRecord, frame: TourFrame) {
  const sessions = await queries.listSessions(db, before)
  if (sessions.some(({ localStart }) => faultOfSession(localStart, frame)))
    throw problems.conflict('A session of the programme would be outside of the tour; move it first.')
}

/** Changes a tour, or where it stands. Nothing but that is changed of one that was called off. */
export const updateTour = (
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: Partial<TourCreate & { state: TourState }>,
  requestId: string
): Promise<Tour> => {
  checkObjective(changes)
  return transaction(services, actor, async (db) => {
    const { state, ...words } = changes
    const isStateOnly = Object.keys(words).length === 0
    const before = isStateOnly ? await queries.findTourRecord(db, id, true) : await lockTour(db, id)
    if (!before) throw problems.notFound()
    if (state && !mayBecome(before.state as TourState, state))
      throw problems.conflict(`A tour that is ${before.state} does not become ${state}.`)
    const frame = { ...before, ...words }
    checkFrame(frame)
    await checkSessions(db, before, frame)
    if (!(await queries.updateTour(db, id, version, changes))) throw problems.versionChanged()
    return finishTour(db, services, actor, id, { action: 'tour.changed', fields: Object.keys(changes), requestId })
  })
}
