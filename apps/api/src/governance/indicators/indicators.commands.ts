import type { Indicator, IndicatorValues } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent, type EventType } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { dayIn } from '../../days.ts'
import { readFramework } from '../framework/framework.commands.ts'
import { findPart, insertPart, listParts, lockFramework } from '../framework/framework.queries.ts'
import * as queries from './indicators.queries.ts'
import { exampleIndicators, exampleParts } from './indicators.seed.ts'

type Staff = Actor & { kind: 'staff' }
const todayOf = ({ config, now }: Services) => dayIn(config.timeZone, now())

async function finish(db: Db, services: Services, actor: Actor, id: string, event: EventType, requestId: string) {
  await writeEvent(db, event, id)
  await writeAudit(db, actor, { action: event, subjectId: id, requestId })
  return (await queries.listIndicators(db, todayOf(services), id))[0]!
}

function checkDays({ baseline, baselineOn, target, targetOn }: IndicatorValues) {
  const errors = [
    ...((baseline === null) !== (baselineOn === null)
      ? [fieldError('/baselineOn', 'required', 'A baseline has a value and a day, or neither.')]
      : []),
    ...((target === null) !== (targetOn === null)
      ? [fieldError('/targetOn', 'required', 'A target has a value and a day, or neither.')]
      : [])
  ]
  if (errors.length > 0) throw problems.invalid(errors)
}

/** Adds an indicator to a part of the framework. */
export const createIndicator = (
  services: Services,
  actor: Actor,
  partId: string,
  values: IndicatorValues,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Indicator> => {
  checkDays(values)
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      if (!(await findPart(db, partId))) throw problems.notFound()
      const id = await queries.insertIndicator(db, partId, values, services.now())
      return finish(db, services, actor, id, 'indicator.changed', requestId)
    })
  )
}

/** Changes what an indicator says of itself. What was measured stays. */
export const updateIndicator = (
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  values: IndicatorValues,
  requestId: string
): Promise<Indicator> => {
  checkDays(values)
  return transaction(services, actor, async (db) => {
    if ((await queries.listIndicators(db, todayOf(services), id)).length === 0) throw problems.notFound()
    if (!(await queries.updateIndicator(db, id, version, values))) throw problems.versionChanged()
    return finish(db, services, actor, id, 'indicator.changed', requestId)
  })
}

/** Enters a measured value. What the product measures nobody types. */
export const addMeasurement = (
  services: Services,
  actor: Staff,
  id: string,
  { day, value, note }: { day: string; value: number; note: string | null },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Indicator> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const [indicator] = await queries.listIndicators(db, todayOf(services), id)
      if (!indicator) throw problems.notFound()
      if (indicator.live) throw problems.conflict('The product measures this by itself.')
      if (day > todayOf(services))
        throw problems.invalid([fieldError('/day', 'inFuture', 'Nothing is measured in the future.')])
      const row = { indicatorId: id, day, value, note, measuredBy: actor.id }
      await queries.insertMeasurement(db, row, services.now())
      return finish(db, services, actor, id, 'indicator.measured', requestId)
    })
  )

/** Begins with the example. Where there is a framework already, nothing is mixed in. */
export const loadExampleFramework = (services: Services, actor: Actor, requestId: string) =>
  transaction(services, actor, async (db) => {
    await lockFramework(db)
    if ((await listParts(db)).length > 0) throw problems.conflict('There is a framework already.')
    const ids = new Map<string, string>()
    for (const { key, under, level, pt: namePt, en: nameEn } of exampleParts) {
      const parentId = under ? ids.get(under)! : null
      ids.set(key, await insertPart(db, { level, parentId, namePt, nameEn }, services.now()))
    }
    for (const { under, ...values } of exampleIndicators)
      await queries.insertIndicator(db, ids.get(under)!, values, services.now())
    await writeEvent(db, 'framework.changed', ids.get(exampleParts[0]!.key)!)
    await writeAudit(db, actor, { action: 'framework.exampleLoaded', requestId })
    return readFramework(services, db)
  })
