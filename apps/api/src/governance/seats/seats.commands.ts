import type { Mandate, MandateCreate, Seat } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { doOverlap, type Term } from '../committee/committee.rules.ts'
import * as queries from './seats.queries.ts'
import { exampleInstitutions } from './seats.seed.ts'

async function addSeat(db: Db, { now }: Services, actor: Actor, institution: string, requestId: string) {
  const id = await queries.insertSeat(db, institution, now())
  await writeEvent(db, 'seat.changed', id)
  await writeAudit(db, actor, { action: 'seat.created', subjectId: id, requestId })
  return id
}

/** Gives an institution a seat. */
export const createSeat = (
  services: Services,
  actor: Actor,
  institution: string,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Seat> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const id = await addSeat(db, services, actor, institution, requestId)
      return (await queries.findSeat(db, services.keys, id))!
    })
  )

/** Begins with the seats of the group of 2013. Where there is a seat already, nothing is mixed in. */
export const loadExampleSeats = (services: Services, actor: Actor, requestId: string): Promise<Seat[]> =>
  transaction(services, actor, async (db) => {
    if ((await queries.listSeats(db, services.keys)).length > 0) throw problems.conflict('There are seats already.')
    for (const institution of exampleInstitutions) await addSeat(db, services, actor, institution, requestId)
    return queries.listSeats(db, services.keys)
  })

/** Renames or ends a seat. Mandates that go on longer end with it. */
export const updateSeat = (
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: queries.SeatChanges,
  requestId: string
): Promise<Seat> =>
  transaction(services, actor, async (db) => {
    if (!(await queries.lockSeat(db, services.keys, id))) throw problems.notFound()
    if (!(await queries.updateSeat(db, id, version, changes))) throw problems.versionChanged()
    await writeEvent(db, 'seat.changed', id)
    await writeAudit(db, actor, { action: 'seat.changed', subjectId: id, fields: Object.keys(changes), requestId })
    return (await queries.findSeat(db, services.keys, id))!
  })

/** A mandate has its days in order, and no day that another of the same kind has. */
function checkTerm(term: Term, others: readonly Mandate[]) {
  if (term.endsOn !== null && term.endsOn < term.startsOn)
    throw problems.invalid([fieldError('/endsOn', 'beforeStart', 'The last day comes before the first.')])
  if (others.some((other) => doOverlap(term, other)))
    throw problems.conflict('Somebody else holds this place in these days. End that mandate first.')
}

/** Says who holds a seat or stands in, from when to when. */
export const createMandate = (
  services: Services,
  actor: Actor,
  seatId: string,
  mandate: MandateCreate,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Seat> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const seat = await queries.lockSeat(db, services.keys, seatId)
      if (!seat) throw problems.notFound()
      checkTerm(mandate, seat.mandates)
      const id = await queries.insertMandate(db, services.keys, seatId, mandate, services.now())
      await writeEvent(db, 'mandate.changed', id, { seatId })
      await writeAudit(db, actor, { action: 'mandate.created', subjectId: id, requestId })
      return (await queries.findSeat(db, services.keys, seatId))!
    })
  )

/** Corrects a mandate, or says when it ends. */
export const updateMandate = (
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: Partial<MandateCreate>,
  requestId: string
): Promise<Seat> =>
  transaction(services, actor, async (db) => {
    const seatId = await queries.findSeatOfMandate(db, id)
    const seat = seatId && (await queries.lockSeat(db, services.keys, seatId))
    const before = seat && seat.mandates.find((mandate) => mandate.id === id)
    if (!seat || !before) throw problems.notFound()
    const mandate = { ...before, ...changes }
    checkTerm(
      mandate,
      seat.mandates.filter((other) => other.id !== id)
    )
    if (!(await queries.updateMandate(db, services.keys, version, mandate))) throw problems.versionChanged()
    await writeEvent(db, 'mandate.changed', id, { seatId: seat.id })
    await writeAudit(db, actor, { action: 'mandate.changed', subjectId: id, fields: Object.keys(changes), requestId })
    return (await queries.findSeat(db, services.keys, seat.id))!
  })
