import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import type { RecordChanges } from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { transaction } from '../../services.ts'
import { decodeCursor, encodeCursor } from './cursors.ts'
import { exportRegistrants } from './export.commands.ts'
import * as commands from './registrants.commands.ts'
import { officer } from './registrants.commands.ts'
import * as queries from './registrants.queries.ts'

const PAGE_SIZE = 50

export const registrantRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listRegistrants,
    handler: async (request) => {
      const { cursor, limit = PAGE_SIZE, ...filters } = request.query
      const { rows, more } = await commands.listRegistrants(
        services,
        officer(request.actor),
        { filters, after: decodeCursor(cursor), limit },
        factsOf(request)
      )
      return { items: rows, next: more ? encodeCursor(rows.at(-1)!) : null }
    }
  })

  app.route({
    ...contract.countRegistrants,
    handler: async ({ actor, query }) => ({
      count: await transaction(services, actor, (db) => queries.countRegistrants(db, queries.inScope(actor), query))
    })
  })

  app.route({
    ...contract.searchRegistrants,
    handler: async (request) => ({
      items: await commands.searchRegistrants(services, officer(request.actor), request.body, factsOf(request))
    })
  })

  app.route({
    ...contract.getRegistrant,
    handler: async (request, reply) => {
      const registrant = await commands.getRegistrant(
        services,
        officer(request.actor),
        request.params.id,
        factsOf(request)
      )
      reply.header('etag', etagOf(registrant.version))
      return registrant
    }
  })

  app.route({
    ...contract.revealRegistrantContact,
    handler: (request) =>
      commands.revealContact(services, officer(request.actor), request.params.id, request.body.reason, factsOf(request))
  })

  app.route({
    ...contract.createRegistrant,
    handler: async (request, reply) => {
      const actor = officer(request.actor)
      const registrant = await commands.createRegistrant(
        services,
        actor,
        request.body,
        factsOf(request),
        idempotencyOfActor(request, services.keys)
      )
      reply.code(201).header('etag', etagOf(registrant.version))
      return registrant
    }
  })

  app.route({
    ...contract.updateRegistrant,
    handler: async (request, reply) => {
      const changes = request.body as RecordChanges
      const registrant = await commands.updateRegistrant(
        services,
        officer(request.actor),
        request.params.id,
        versionFrom(request),
        changes,
        factsOf(request)
      )
      reply.header('etag', etagOf(registrant.version))
      return registrant
    }
  })

  app.route({
    ...contract.vouchRegistrant,
    handler: (request) =>
      commands.vouchRegistrant(
        services,
        officer(request.actor),
        request.params.id,
        request.body.reason,
        factsOf(request)
      )
  })

  app.route({
    ...contract.listRegistrantHistory,
    handler: async (request) => ({
      items: await commands.readHistory(services, officer(request.actor), request.params.id, factsOf(request))
    })
  })

  app.route({
    ...contract.exportRegistrants,
    handler: (request, reply) =>
      exportRegistrants(services, officer(request.actor), request.body, factsOf(request), reply) as never
  })
}
