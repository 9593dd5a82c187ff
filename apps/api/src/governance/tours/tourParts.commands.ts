import { eq } from 'drizzle-orm'
import type { Tour, TourSessionBody } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { portugalHosts } from './hosts.seed.ts'
import { finishTour, lockTour } from './tours.commands.ts'
import type { TourRecord } from './tours.queries.ts'
import { faultOfSession } from './tours.rules.ts'
import * as parts from './tourParts.queries.ts'

const faults = {
  noSuchTime: 'There is no such time in this time zone.',
  outsideTour: 'The tour is not on this day.'
}

async function checkHost(db: Db, tour: TourRecord, { hostId }: TourSessionBody) {
  if (hostId && (await parts.findTourOf(db, 'hosts', hostId)) !== tour.id)
    throw problems.invalid([fieldError('/hostId', 'unknown', 'No host of this tour.')])
}

async function checkSession(db: Db, tour: TourRecord, body: TourSessionBody) {
  const fault = faultOfSession(body.localStart, tour)
  if (fault) throw problems.invalid([fieldError('/localStart', fault, faults[fault])])
  await checkHost(db, tour, body)
}

type Bodies = parts.Bodies
type Kind = parts.Kind

const checks: { [K in Kind]: (db: Db, tour: TourRecord, body: Bodies[K]) => Promise<void> } = {
  hosts: async () => {},
  delegates: async (db, _tour, { seatId }) => {
    if (seatId && !(await parts.isSeat(db, seatId)))
      throw problems.invalid([fieldError('/seatId', 'unknown', 'There is no such seat.')])
  },
  sessions: checkSession
}

/** Adds a host, somebody who travels, or a session. */
export const addPart = <K extends Kind>(
  services: Services,
  actor: Actor,
  { kind, tourId, body }: { kind: K; tourId: string; body: Bodies[K] },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Tour> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const tour = await lockTour(db, tourId)
      await checks[kind](db, tour, body)
      if ((await parts.countOf(db, kind, tourId)) >= parts.PARTS_MAX[kind])
        throw problems.conflict(`A tour takes ${parts.PARTS_MAX[kind]} ${kind}.`)
      await parts.insertPart[kind](db, services.keys, tourId, body, services.now())
      return finishTour(db, services, actor, tourId, { action: 'tour.changed', fields: [kind], requestId })
    })
  )

/** The tour that a part belongs to, held until the transaction ends. */
async function lockTourOf(db: Db, kind: Kind, id: string): Promise<TourRecord> {
  const tourId = await parts.findTourOf(db, kind, id)
  if (!tourId) throw problems.notFound()
  return lockTour(db, tourId)
}

/** Writes a part anew if its version is still the given one. */
export const updatePart = <K extends Kind>(
  services: Services,
  actor: Actor,
  { kind, id, version, body }: { kind: K; id: string; version: number; body: Bodies[K] },
  requestId: string
): Promise<Tour> =>
  transaction(services, actor, async (db) => {
    const tour = await lockTourOf(db, kind, id)
    await checks[kind](db, tour, body)
    if (!(await parts.updatePart[kind](db, services.keys, id, version, body))) throw problems.versionChanged()
    return finishTour(db, services, actor, tour.id, { action: 'tour.changed', fields: [kind], requestId })
  })

/** Takes a part off. A host of a session, and a session that something rests on, stay. */
export const removePart = (
  services: Services,
  actor: Actor,
  { kind, id }: { kind: Kind; id: string },
  requestId: string
): Promise<Tour> =>
  transaction(services, actor, async (db) => {
    const tour = await lockTourOf(db, kind, id)
    if (await parts.isUsed[kind](db, id)) throw problems.conflict('Something else rests on it.')
    await db.delete(parts.tables[kind]).where(eq(parts.tables[kind].id, id))
    return finishTour(db, services, actor, tour.id, { action: 'tour.changed', fields: [kind], requestId })
  })

/** Begins with the hosts of a tour to Portugal. Where there is a host already, nothing is mixed in. */
export const loadHosts = (services: Services, actor: Actor, tourId: string, requestId: string): Promise<Tour> =>
  transaction(services, actor, async (db) => {
    const tour = await lockTour(db, tourId)
    if (tour.country !== 'PT') throw problems.conflict('These are hosts of a tour to Portugal.')
    if ((await parts.countOf(db, 'hosts', tourId)) > 0) throw problems.conflict('There are hosts already.')
    for (const host of portugalHosts)
      await parts.insertPart.hosts(
        db,
        services.keys,
        tourId,
        { ...host, contactName: null, contactEmail: null },
        services.now()
      )
    return finishTour(db, services, actor, tourId, { action: 'tour.changed', fields: ['hosts'], requestId })
  })
