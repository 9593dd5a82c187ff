import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { transaction } from '../../services.ts'
import { answers, tidy } from './answers.commands.ts'
import { listAnswers, listPublicAnswers } from './answers.queries.ts'

/** Questions and answers for everybody. */
export const answerRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listPublicAnswers,
    handler: async (_request, reply) => {
      const items = await transaction(services, system('public-answers'), listPublicAnswers)
      reply.header('cache-control', 'public, max-age=300')
      return { items }
    }
  })

  app.route({
    ...contract.listAnswers,
    handler: async ({ actor }) => ({
      items: await transaction(services, actor, (db) => listAnswers(db, staff(actor).id))
    })
  })

  app.route({
    ...contract.createAnswer,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      const answer = await answers.create(
        services,
        staff(request.actor),
        { en: null, ...request.body, ...tidy(request.body) },
        factsOf(request),
        idempotent
      )
      reply.code(201).header('etag', etagOf(answer.version))
      return answer
    }
  })

  app.route({
    ...contract.updateAnswer,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      const one = { id: params.id, version: versionFrom(request) }
      const answer = await answers.change(services, staff(actor), one, tidy(body), factsOf(request))
      reply.header('etag', etagOf(answer.version))
      return answer
    }
  })

  app.route({
    ...contract.publishAnswer,
    handler: (request) => {
      const one = { id: request.params.id, version: versionFrom(request) }
      return answers.publish(services, staff(request.actor), one, factsOf(request))
    }
  })

  app.route({
    ...contract.withdrawAnswer,
    handler: (request) => answers.withdraw(services, staff(request.actor), request.params.id, factsOf(request))
  })
}
