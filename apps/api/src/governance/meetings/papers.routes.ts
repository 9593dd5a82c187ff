import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { dispositionOf, PAPER_BODY_BYTES_MAX } from '../../files/paperFile.ts'
import * as commands from './papers.commands.ts'

/** Papers before a meeting. */
export const paperRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.addPaper,
    bodyLimit: PAPER_BODY_BYTES_MAX,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.addPaper(services, actor, params.id, body, id, idempotent)
    }
  })

  app.route({
    ...contract.getPaper,
    handler: async ({ actor, params, id }, reply) => {
      const { name, type, content } = await commands.readPaper(services, actor, params.id, id)
      return reply
        .header('content-disposition', dispositionOf(name))
        .type(type)
        .send(content as unknown as Blob)
    }
  })

  app.route({
    ...contract.removePaper,
    handler: ({ actor, params, id }) => commands.removePaper(services, actor, params.id, id)
  })
}
