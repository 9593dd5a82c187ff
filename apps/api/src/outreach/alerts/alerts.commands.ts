import type { Alert, AlertList, AlertPerson, Input, Output, listAlertPeople, proposeAlert } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { createId } from '../../db/id.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeAuditList, writeAuditLists, writeEvent } from '../../db/records.ts'
import { classKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { problems } from '../../problems.ts'
import { limitUse } from '../../platform/sessions/counters.queries.ts'
import { decodeCursor, encodeCursor } from '../../registry/registrants/cursors.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { roundOrHide } from '../../statistics/disclosure/disclosure.rules.ts'
import * as queries from './alerts.queries.ts'
import {
  controlBoard,
  mayCallOff,
  mayDeclare,
  nameOf,
  stateAfter,
  type AlertAct,
  type AlertPlace
} from './alerts.rules.ts'
import * as people from './people.queries.ts'

export type Staff = Actor & { kind: 'staff' }

const ALERTS_MAX = 100
const REACHES_A_DAY = 300

/** An officer speaks to the people of the own post; who works for the institute, to everybody in a place. */
const postOf = (actor: Staff) => (actor.role === 'officer' ? actor.postId : null)

async function view(db: Db, services: Services, actor: Staff, rows: queries.AlertRow[]): Promise<Alert[]> {
  const ids = rows.map(({ id }) => id)
  const boards = await asSystem(db, actor, 'alert-board', () => people.countAnswers(db, ids))
  const key = classKey(services.keys, 'disclosure')
  const own = postOf(actor)
  const viewOf = (row: queries.AlertRow) => ({
    mayDeclare: mayDeclare(actor.id, row),
    mayCallOff: mayCallOff(own, row.postId),
    board: controlBoard(boards.get(row.id)!, {
      isOwn: own !== null && own === row.postId,
      show: (name, count) => roundOrHide(key, `${nameOf(row)} ${name}`, count)
    })
  })
  return queries.viewAlerts(db, rows, { viewOf, now: services.now() })
}

async function viewOne(db: Db, services: Services, actor: Staff, id: string): Promise<Alert> {
  const row = await queries.findAlert(db, id)
  if (!row) throw problems.notFound()
  return (await view(db, services, actor, [row]))[0]!
}

export const readAlerts = (services: Services, actor: Staff): Promise<{ items: Alert[] }> =>
  transaction(services, actor, async (db) => ({
    items: await view(db, services, actor, await queries.listAlerts(db, ALERTS_MAX))
  }))

export const readAlert = (services: Services, actor: Staff, id: string): Promise<Alert> =>
  transaction(services, actor, (db) => viewOne(db, services, actor, id))

/** How many an alert would reach: exact inside the own post, under the disclosure rule for everybody else. */
export const readReach = (services: Services, actor: Staff, place: AlertPlace): Promise<{ people: number | null }> =>
  transaction(services, actor, async (db) => {
    const postId = postOf(actor)
    await limitUse(db, `alert-reach ${actor.id}`, 86_400, REACHES_A_DAY, services.now())
    const count = await asSystem(db, actor, 'alert-reach', () => people.countPeople(db, { ...place, postId }))
    if (postId) return { people: count }
    return { people: roundOrHide(classKey(services.keys, 'disclosure'), `${nameOf(place)} people`, count) }
  })

/** Proposes an alert. Nothing leaves before somebody else declares it. */
export const propose = (
  services: Services,
  actor: Staff,
  { area, city, en, ...body }: Input<typeof proposeAlert>['body'],
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<Alert> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      if (area && !area.startsWith(`${body.country}-`)) throw problems.conflict('This area is of another country.')
      const place = { area: area ?? null, city: city?.trim() ?? null }
      const values = { ...body, ...place, en: en ?? null, postId: postOf(actor), proposedBy: actor.id }
      const id = await queries.insertAlert(db, values, services.now())
      await writeEvent(db, 'alert.proposed', id)
      await writeAudit(db, actor, { action: 'alert.proposed', subjectId: id, requestId: facts.requestId })
      return viewOne(db, services, actor, id)
    })
  )

/** Writes down whom it is about, and notes each of them in the audit, so that everybody can read of it. */
async function declare(db: Db, services: Services, actor: Staff, row: queries.AlertRow) {
  if (!mayDeclare(actor.id, row)) throw problems.conflict('Another person than who proposed an alert declares it.')
  const auditId = createId(services.now().getTime())
  await asSystem(db, actor, 'alert-declare', async () => {
    const count = await people.insertPeople(db, row.id, row)
    if (count === 0) throw problems.conflict('Nobody who is registered lives there. Put it aside, or widen the place.')
    await writeAudit(db, actor, { id: auditId, action: 'alert.sent', count })
    await writeAuditLists(db, auditId, (after, limit) => people.listPeopleIds(db, row.id, after, limit))
  })
  return { declaredBy: actor.id, declaredAt: services.now() }
}

/** Moves an alert along: declares it, puts it aside, ends it. */
export const move = (
  services: Services,
  actor: Staff,
  id: string,
  act: AlertAct,
  facts: RequestFacts
): Promise<Alert> =>
  transaction(services, actor, async (db) => {
    const row = await queries.findAlert(db, id, { lock: true })
    if (!row) throw problems.notFound()
    const state = stateAfter(act, row.state as Alert['state'])
    if (!state) throw problems.conflict('This alert is not in the state for that any more. Load it again.')
    if (act !== 'declare' && !mayCallOff(postOf(actor), row.postId))
      throw problems.conflict('This alert is of another post. Ask that post, or communications.')
    const changes =
      act === 'declare' ? await declare(db, services, actor, row) : act === 'end' ? { endedAt: services.now() } : {}
    await queries.updateAlert(db, id, { state, ...changes })
    const done = ({ declare: 'declared', drop: 'dropped', end: 'ended' } as const)[act]
    await writeEvent(db, `alert.${done}`, id)
    await writeAudit(db, actor, { action: `alert.${done}`, subjectId: id, requestId: facts.requestId })
    return viewOne(db, services, actor, id)
  })

type Found = Awaited<ReturnType<typeof people.findPeople>>[number]
const viewPerson = ({ answeredAt, handledAt, answer, ...row }: Found): AlertPerson => ({
  ...row,
  answer: answer as AlertPerson['answer'],
  answeredAt: answeredAt?.toISOString() ?? null,
  handledAt: handledAt?.toISOString() ?? null
})

/** One page of the people of the own post. Each of them reads in their record that somebody looked. */
export const readPeople = (
  services: Services,
  actor: Staff,
  id: string,
  { list, cursor, limit }: { list: AlertList; cursor: string | undefined; limit: number },
  facts: RequestFacts
): Promise<Output<typeof listAlertPeople>> =>
  transaction(services, actor, async (db) => {
    if (!(await queries.findAlert(db, id))) throw problems.notFound()
    const after = decodeCursor(cursor)?.id ?? null
    // Whether a message was lost stands with the messages, which only the product reads.
    const ids = await asSystem(db, actor, 'alert-people', () =>
      people.listPeople(db, id, { list, postId: actor.postId, after, limit: limit + 1 })
    )
    const page = ids.slice(0, limit)
    const rows = page.length ? await people.findPeople(db, id, actor.postId, page) : []
    if (rows.length) {
      const auditId = createId(services.now().getTime())
      const entry = { id: auditId, action: 'alert.peopleListed', fields: [list], count: rows.length }
      await writeAudit(db, actor, { ...entry, requestId: facts.requestId })
      await writeAuditList(
        db,
        auditId,
        0,
        rows.map((row) => row.id)
      )
    }
    const next =
      ids.length > limit ? encodeCursor({ registeredAt: services.now().toISOString(), id: page.at(-1)! }) : null
    return { items: rows.map(viewPerson), next }
  })

/** Notes that somebody who asks for help is taken in hand. */
export const handle = (
  services: Services,
  actor: Staff,
  id: string,
  registrantId: string,
  facts: RequestFacts
): Promise<AlertPerson> =>
  transaction(services, actor, async (db) => {
    const find = async () => (await people.findPeople(db, id, actor.postId, [registrantId]))[0]
    const person = await find()
    if (!person) throw problems.notFound()
    if (person.answer !== 'help') throw problems.conflict('This person does not ask for help.')
    await people.setHandled(db, id, registrantId, actor.id, services.now())
    await writeEvent(db, 'alert.handled', id)
    await writeAudit(db, actor, { action: 'alert.handled', subjectId: registrantId, requestId: facts.requestId })
    return viewPerson((await find())!)
  })
