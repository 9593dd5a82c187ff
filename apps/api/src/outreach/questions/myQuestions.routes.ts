import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { self } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as commands from './myQuestions.commands.ts'

/** What a registrant asks. */
export const myQuestionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({ ...contract.listMyQuestions, handler: ({ actor }) => commands.listMyQuestions(services, self(actor)) })

  app.route({
    ...contract.getMyQuestion,
    handler: ({ actor, params }) => commands.getMyQuestion(services, self(actor), params.id)
  })

  app.route({
    ...contract.askQuestion,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.ask(services, self(request.actor), request.body, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.replyToMyQuestion,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.addToMine(services, self(actor), params.id, body.text, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.withdrawMyQuestion,
    handler: (request) => commands.withdrawMine(services, self(request.actor), request.params.id, factsOf(request))
  })
}
