import type { Action, ActionStatus } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent, type EventType } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { dayIn } from '../../days.ts'
import { findDecision } from '../decisions/decisions.queries.ts'
import { findSeat } from '../seats/seats.queries.ts'
import * as queries from './actions.queries.ts'
import { isToDo } from './actions.rules.ts'

/** The day that it is where the committee sits. */
export const todayOf = ({ config, now }: Services): string => dayIn(config.timeZone, now())

const unknown = (field: string) => problems.invalid([fieldError(`/${field}`, 'unknown', 'There is no such record.')])

async function finish(
  db: Db,
  services: Services,
  actor: Actor,
  id: string,
  { event, fields = [], requestId }: { event: EventType; fields?: string[]; requestId: string }
): Promise<Action> {
  await writeEvent(db, event, id)
  await writeAudit(db, actor, { action: event, subjectId: id, fields, requestId })
  return (await queries.findAction(db, services.keys, todayOf(services), id))!
}

/** Says who does what by when, because of a decision or without one. */
export const createAction = (
  services: Services,
  actor: Actor,
  values: queries.ActionValues & { decisionId: string | null },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Action> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      if (!(await findSeat(db, services.keys, values.seatId))) throw unknown('seatId')
      if (values.decisionId && !(await findDecision(db, values.decisionId))) throw unknown('decisionId')
      const id = await queries.insertAction(db, services.keys, values, services.now())
      return finish(db, services, actor, id, { event: 'action.created', requestId })
    })
  )

/** Changes an action. When it was done is noted once, and forgotten when it is taken up again. */
export const updateAction = (
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: Partial<queries.ActionValues> & { status?: ActionStatus },
  requestId: string
): Promise<Action> =>
  transaction(services, actor, async (db) => {
    const { keys, now } = services
    const before = await queries.findAction(db, keys, todayOf(services), id)
    if (!before) throw problems.notFound()
    if (changes.seatId && !(await findSeat(db, keys, changes.seatId))) throw unknown('seatId')
    const { seat, title, dueOn, status, person, note, doneAt } = before
    const next = { title, dueOn, status, person, note, seatId: seat.id, ...changes }
    const done = isToDo(next.status) ? null : doneAt ? new Date(doneAt) : now()
    if (!(await queries.updateAction(db, keys, id, version, { ...next, doneAt: done }))) throw problems.versionChanged()
    return finish(db, services, actor, id, { event: 'action.changed', fields: Object.keys(changes), requestId })
  })
