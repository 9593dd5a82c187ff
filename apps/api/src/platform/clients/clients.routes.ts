import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import * as commands from './clients.commands.ts'
import { staff } from '../../plugins/actors.ts'
import * as queries from './clients.queries.ts'

/** Machines that may call the API, as administrators keep them. */
export const clientRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listClients,
    handler: async ({ actor }) => ({ items: await transaction(services, actor, queries.listClients) })
  })

  app.route({
    ...contract.getClient,
    handler: ({ actor, params }) =>
      transaction(services, actor, async (db) => {
        const client = await queries.findClient(db, params.id)
        if (!client) throw problems.notFound()
        return { ...client, calls: await queries.listCalls(db, params.id) }
      })
  })

  app.route({
    ...contract.createClient,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.createClient(services, staff(request.actor), request.body, request.id, idempotent)
    }
  })

  app.route({
    ...contract.rollClientSecret,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.rollSecret(services, staff(request.actor), request.params.id, request.id, idempotent)
    }
  })

  app.route({
    ...contract.revokeClient,
    handler: ({ actor, params, id }) => commands.revokeClient(services, staff(actor), params.id, id)
  })
}
