import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { self } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as commands from './myOpportunities.commands.ts'

/** What a registrant offers. */
export const myOpportunityRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({ ...contract.listMyOpportunities, handler: ({ actor }) => commands.readMine(services, self(actor)) })

  app.route({
    ...contract.showInterest,
    handler: (request, reply) => {
      const { actor, params, body } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.showInterest(services, self(actor), params.id, body, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.answerInvitation,
    handler: (request) => {
      const { actor, params, body } = request
      return commands.answerInvitation(services, self(actor), params.id, body.yes, factsOf(request))
    }
  })

  app.route({
    ...contract.withdrawApplication,
    handler: (request) => commands.withdraw(services, self(request.actor), request.params.id, factsOf(request))
  })

  app.route({
    ...contract.writeToProgramme,
    handler: (request, reply) => {
      const { actor, params, body } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.write(services, self(actor), params.id, body.text, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.recordMyOutcome,
    handler: (request) =>
      commands.recordMine(services, self(request.actor), request.params.id, request.body, factsOf(request))
  })
}
