import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as commands from './questions.commands.ts'

const PAGE_SIZE = 50

/** The inbox of those who answer. */
export const questionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listQuestions,
    handler: ({ actor, query: { show = 'open', cursor, limit = PAGE_SIZE } }) =>
      commands.readInbox(services, staff(actor), { show, cursor, limit })
  })

  app.route({
    ...contract.getQuestionFigures,
    handler: ({ actor }) => commands.readFigures(services, staff(actor))
  })

  app.route({
    ...contract.getQuestion,
    handler: (request) => commands.readQuestion(services, staff(request.actor), request.params.id, factsOf(request))
  })

  app.route({
    ...contract.replyToQuestion,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.reply(services, staff(actor), params.id, body.text, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.closeQuestion,
    handler: (request) => {
      const { actor, params, body } = request
      const step = { act: 'close', outcome: body.outcome } as const
      return commands.move(services, staff(actor), params.id, step, factsOf(request))
    }
  })

  app.route({
    ...contract.assignQuestion,
    handler: (request) =>
      commands.move(services, staff(request.actor), request.params.id, { act: 'assign' }, factsOf(request))
  })

  app.route({
    ...contract.reopenQuestion,
    handler: (request) =>
      commands.move(services, staff(request.actor), request.params.id, { act: 'reopen' }, factsOf(request))
  })
}
