import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import * as commands from './opportunities.commands.ts'
import { findOpen, listOpen, viewPublic } from './opportunities.queries.ts'

const FOR_EVERYBODY = 'public, max-age=60'

/** What people abroad can offer themselves for. */
export const opportunityRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listPublicOpportunities,
    handler: async ({ query }, reply) => {
      const rows = await transaction(services, system('public-opportunities'), (db) =>
        listOpen(db, commands.todayOf(services), query.kind)
      )
      reply.header('cache-control', FOR_EVERYBODY)
      return { items: rows.map(viewPublic) }
    }
  })

  app.route({
    ...contract.getPublicOpportunity,
    handler: async ({ params }, reply) => {
      const row = await transaction(services, system('public-opportunities'), (db) =>
        findOpen(db, commands.todayOf(services), params.id)
      )
      if (!row) throw problems.notFound()
      reply.header('cache-control', FOR_EVERYBODY)
      return viewPublic(row)
    }
  })

  app.route({
    ...contract.listOpportunities,
    handler: async ({ actor }) => ({
      items: await transaction(services, actor, (db) => commands.readOpportunities(db, actor))
    })
  })

  app.route({
    ...contract.getOpportunity,
    handler: async ({ actor, params }, reply) => {
      const [found] = await transaction(services, actor, (db) => commands.readOpportunities(db, actor, params.id))
      if (!found) throw problems.notFound()
      reply.header('etag', etagOf(found.version))
      return found
    }
  })

  app.route({
    ...contract.createOpportunity,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      const { actor, body } = request
      const made = await commands.createOpportunity(services, staff(actor), body, factsOf(request), idempotent)
      reply.code(201).header('etag', etagOf(made.version))
      return made
    }
  })

  app.route({
    ...contract.updateOpportunity,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      const version = versionFrom(request)
      const changed = await commands.updateOpportunity(
        services,
        staff(actor),
        params.id,
        version,
        body,
        factsOf(request)
      )
      reply.header('etag', etagOf(changed.version))
      return changed
    }
  })

  app.route({
    ...contract.moveOpportunity,
    handler: (request) => {
      const { actor, params, body } = request
      return commands.moveOpportunity(services, staff(actor), params.id, body.state, factsOf(request))
    }
  })
}
