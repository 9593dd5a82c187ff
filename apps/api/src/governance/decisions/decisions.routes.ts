import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import * as commands from './decisions.commands.ts'
import { findDecision, listDecisions } from './decisions.queries.ts'

/** What meetings decided, and the figures that they rest on. */
export const decisionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listDecisions,
    handler: async ({ actor, query }) => ({
      items: await transaction(services, actor, (db) => listDecisions(db, query))
    })
  })

  app.route({
    ...contract.getDecision,
    handler: async ({ actor, params }, reply) => {
      const decision = await transaction(services, actor, (db) => findDecision(db, params.id))
      if (!decision) throw problems.notFound()
      reply.header('etag', etagOf(decision.version))
      return decision
    }
  })

  app.route({
    ...contract.createDecision,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      const decision = await commands.createDecision(services, actor, params.id, body, id, idempotent)
      reply.code(201).header('etag', etagOf(decision.version))
      return decision
    }
  })

  app.route({
    ...contract.updateDecision,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const decision = await commands.updateDecision(services, actor, params.id, versionFrom(request), body, id)
      reply.header('etag', etagOf(decision.version))
      return decision
    }
  })

  app.route({
    ...contract.citeEvidence,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.citeEvidence(services, actor, params.id, body, id, idempotent)
    }
  })
}
