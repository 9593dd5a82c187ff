import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as commands from './applications.commands.ts'
import { exportApplications } from './export.commands.ts'

/** Who offered, and what they are answered. */
export const applicationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listApplications,
    handler: async (request) => {
      const { items } = await commands.readApplications(
        services,
        staff(request.actor),
        request.params.id,
        factsOf(request)
      )
      return { items }
    }
  })

  app.route({
    ...contract.answerApplication,
    handler: (request) =>
      commands.answer(services, staff(request.actor), request.params.id, request.body, factsOf(request))
  })

  app.route({
    ...contract.returnPlace,
    handler: (request) => commands.returnPlace(services, staff(request.actor), request.params.id, factsOf(request))
  })

  app.route({
    ...contract.writeToApplicant,
    handler: (request, reply) => {
      const { actor, params, body } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.write(services, staff(actor), params.id, body.text, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.recordOutcome,
    handler: (request) =>
      commands.recordPlacement(services, staff(request.actor), request.params.id, request.body, factsOf(request))
  })

  app.route({
    ...contract.exportApplications,
    handler: (request, reply) => {
      const { actor, params, body } = request
      return exportApplications(services, staff(actor), params.id, body, factsOf(request), reply)
    }
  })
}
