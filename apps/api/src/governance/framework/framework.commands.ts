import type { Activity, ActivityValues, FrameworkPart } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent, type EventType } from '../../db/records.ts'
import { sqlState, type Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { dayIn } from '../../days.ts'
import { findDecision } from '../decisions/decisions.queries.ts'
import { findSeat } from '../seats/seats.queries.ts'
import * as queries from './framework.queries.ts'
import { levelUnder } from './framework.rules.ts'

const todayOf = ({ config, now }: Services) => dayIn(config.timeZone, now())

async function note(db: Db, actor: Actor, id: string, event: EventType, action: string, requestId: string) {
  await writeEvent(db, event, id)
  await writeAudit(db, actor, { action, subjectId: id, requestId })
}

/** The whole framework as of today. */
export const readFramework = async (services: Services, db: Db) => {
  const today = todayOf(services)
  return { today, parts: await queries.listParts(db), activities: await queries.listActivities(db, today) }
}

/** Adds a pillar, or a part under another one. */
export const createFrameworkPart = (
  services: Services,
  actor: Actor,
  { parentId, ...names }: { parentId: string | null; namePt: string; nameEn: string },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<FrameworkPart> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      await queries.lockFramework(db)
      const parent = parentId && (await queries.findPart(db, parentId))
      if (parentId && !parent) throw problems.invalid([fieldError('/parentId', 'unknown', 'There is no such part.')])
      const level = levelUnder(parent ? parent.level : null)
      if (!level) throw problems.conflict('Under an output stand activities only.')
      const id = await queries.insertPart(db, { level, parentId, ...names }, services.now())
      await note(db, actor, id, 'framework.changed', 'framework.added', requestId)
      return (await queries.findPart(db, id))!
    })
  )

/** Renames a part. */
export const updateFrameworkPart = (
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  names: { namePt: string; nameEn: string },
  requestId: string
): Promise<FrameworkPart> =>
  transaction(services, actor, async (db) => {
    if (!(await queries.findPart(db, id))) throw problems.notFound()
    if (!(await queries.updatePart(db, id, version, names))) throw problems.versionChanged()
    await note(db, actor, id, 'framework.changed', 'framework.changed', requestId)
    return (await queries.findPart(db, id))!
  })

/** Changes places with the neighbour above or below; at the end of the list nothing happens. */
export const moveFrameworkPart = (
  services: Services,
  actor: Actor,
  id: string,
  direction: 'up' | 'down',
  requestId: string
) =>
  transaction(services, actor, async (db) => {
    await queries.lockFramework(db)
    const parts = await queries.listParts(db)
    const part = parts.find((one) => one.id === id)
    if (!part) throw problems.notFound()
    const neighbours = parts.filter(({ parentId }) => parentId === part.parentId)
    const other = neighbours[neighbours.indexOf(part) + (direction === 'up' ? -1 : 1)]
    if (other) {
      await queries.placePart(db, part.id, other.place)
      await queries.placePart(db, other.id, part.place)
      await note(db, actor, id, 'framework.changed', 'framework.moved', requestId)
    }
    return readFramework(services, db)
  })

/** Takes a part out that nothing hangs on; the database knows what does. */
export async function removeFrameworkPart(services: Services, actor: Actor, id: string, requestId: string) {
  try {
    return await transaction(services, actor, async (db) => {
      if (!(await queries.findPart(db, id))) throw problems.notFound()
      await queries.deletePart(db, id)
      await note(db, actor, id, 'framework.changed', 'framework.removed', requestId)
      return { id }
    })
  } catch (error) {
    if (sqlState(error) === '23503' || sqlState(error) === '23001')
      throw problems.conflict('Something hangs on this part. Take that away first.')
    throw error
  }
}

async function checkActivity(db: Db, { keys }: Services, { seatId, decisionId, startsOn, endsOn }: ActivityValues) {
  const errors = [
    ...(seatId && !(await findSeat(db, keys, seatId))
      ? [fieldError('/seatId', 'unknown', 'There is no such seat.')]
      : []),
    ...(decisionId && !(await findDecision(db, decisionId))
      ? [fieldError('/decisionId', 'unknown', 'There is no such decision.')]
      : []),
    ...(startsOn && endsOn && endsOn < startsOn
      ? [fieldError('/endsOn', 'beforeStart', 'The last day comes before the first.')]
      : [])
  ]
  if (errors.length > 0) throw problems.invalid(errors)
}

/** Adds an activity to an output. */
export const createActivity = (
  services: Services,
  actor: Actor,
  outputId: string,
  values: ActivityValues,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Activity> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const output = await queries.findPart(db, outputId)
      if (!output) throw problems.notFound()
      if (output.level !== 'output') throw problems.conflict('Activities stand under outputs.')
      await checkActivity(db, services, values)
      const id = await queries.insertActivity(db, outputId, values, services.now())
      await note(db, actor, id, 'activity.changed', 'activity.created', requestId)
      return (await queries.listActivities(db, todayOf(services), id))[0]!
    })
  )

/** Changes an activity. */
export const updateActivity = (
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  values: ActivityValues,
  requestId: string
): Promise<Activity> =>
  transaction(services, actor, async (db) => {
    if ((await queries.listActivities(db, todayOf(services), id)).length === 0) throw problems.notFound()
    await checkActivity(db, services, values)
    if (!(await queries.updateActivity(db, id, version, values))) throw problems.versionChanged()
    await note(db, actor, id, 'activity.changed', 'activity.changed', requestId)
    return (await queries.listActivities(db, todayOf(services), id))[0]!
  })
