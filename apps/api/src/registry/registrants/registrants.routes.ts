import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import type { RecordChanges } from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { decodeCursor, encodeCursor } from './cursors.ts'
import { exportRegistrants } from './export.commands.ts'
import { listHistory } from './history.queries.ts'
import * as commands from './registrants.commands.ts'
import { officer } from './registrants.commands.ts'
import * as queries from './registrants.queries.ts'

const PAGE_SIZE = 50

export const registrantRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listRegistrants,
    handler: async ({ actor, query }) => {
      const { cursor, limit = PAGE_SIZE, ...filters } = query
      const after = decodeCursor(cursor)
      const rows = await transaction(services, actor, (db) =>
        queries.listRegistrants(db, queries.inScope(actor), filters, after, limit + 1)
      )
      const items = rows.slice(0, limit)
      return { items, next: rows.length > limit ? encodeCursor(items.at(-1)!) : null }
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
    handler: async ({ actor, params }) => ({
      items: await transaction(services, actor, async (db) => {
        if (!(await queries.findRegistrantRow(db, queries.inScope(actor), params.id))) throw problems.notFound()
        return listHistory(db, services.keys, actor, params.id, { nameStaff: true })
      })
    })
  })

  app.route({
    ...contract.exportRegistrants,
    handler: (request, reply) =>
      exportRegistrants(services, officer(request.actor), request.body, factsOf(request), reply) as never
  })
}
