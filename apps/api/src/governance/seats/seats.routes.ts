import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { transaction } from '../../services.ts'
import { dayIn } from '../../days.ts'
import * as commands from './seats.commands.ts'
import { listSeats } from './seats.queries.ts'

/** Addresses are for who calls the meetings; all others see who sits where. */
const forReader = (actor: Actor, seat: contract.Seat): contract.Seat =>
  actor.kind === 'staff' && contract.isAllowed(actor.role, 'committee.write')
    ? seat
    : { ...seat, mandates: seat.mandates.map((mandate) => ({ ...mandate, email: null })) }

/** Seats of the steering committee, and who has held them. */
export const seatRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listSeats,
    handler: async ({ actor }) => {
      const seats = await transaction(services, actor, (db) => listSeats(db, services.keys))
      return {
        today: dayIn(services.config.timeZone, services.now()),
        items: seats.map((seat) => forReader(actor, seat))
      }
    }
  })

  app.route({
    ...contract.createSeat,
    handler: async (request, reply) => {
      const { actor, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      const seat = await commands.createSeat(services, actor, body.institution, id, idempotent)
      reply.code(201).header('etag', etagOf(seat.version))
      return seat
    }
  })

  app.route({
    ...contract.loadExampleSeats,
    handler: async ({ actor, id }, reply) => {
      reply.code(201)
      return { items: await commands.loadExampleSeats(services, actor, id) }
    }
  })

  app.route({
    ...contract.updateSeat,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const seat = await commands.updateSeat(services, actor, params.id, versionFrom(request), body, id)
      reply.header('etag', etagOf(seat.version))
      return seat
    }
  })

  app.route({
    ...contract.createMandate,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.createMandate(services, actor, params.id, body, id, idempotent)
    }
  })

  app.route({
    ...contract.updateMandate,
    handler: (request) => {
      const { actor, params, body, id } = request
      return commands.updateMandate(services, actor, params.id, versionFrom(request), body, id)
    }
  })
}
