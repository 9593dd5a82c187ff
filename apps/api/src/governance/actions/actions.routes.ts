import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import * as commands from './actions.commands.ts'
import { findAction, listActions } from './actions.queries.ts'

/** Who does what by when. */
export const actionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listActions,
    handler: async ({ actor, query }) => {
      const today = commands.todayOf(services)
      return { today, items: await transaction(services, actor, (db) => listActions(db, services.keys, today, query)) }
    }
  })

  app.route({
    ...contract.getAction,
    handler: async ({ actor, params }, reply) => {
      const today = commands.todayOf(services)
      const action = await transaction(services, actor, (db) => findAction(db, services.keys, today, params.id))
      if (!action) throw problems.notFound()
      reply.header('etag', etagOf(action.version))
      return action
    }
  })

  app.route({
    ...contract.createAction,
    handler: async (request, reply) => {
      const { actor, body, id } = request
      const action = await commands.createAction(services, actor, body, id, idempotencyOfActor(request, services.keys))
      reply.code(201).header('etag', etagOf(action.version))
      return action
    }
  })

  app.route({
    ...contract.updateAction,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const action = await commands.updateAction(services, actor, params.id, versionFrom(request), body, id)
      reply.header('etag', etagOf(action.version))
      return action
    }
  })
}
