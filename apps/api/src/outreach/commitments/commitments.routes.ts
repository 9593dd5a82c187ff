import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { transaction } from '../../services.ts'
import { commitments, tidy } from './commitments.commands.ts'
import { listCommitments, listPublicCommitments, listSources } from './commitments.queries.ts'

/** “You said, we did”. */
export const commitmentRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listPublicCommitments,
    handler: async (_request, reply) => {
      const items = await transaction(services, system('public-commitments'), listPublicCommitments)
      reply.header('cache-control', 'public, max-age=300')
      return { items }
    }
  })

  app.route({
    ...contract.listCommitments,
    handler: ({ actor }) =>
      transaction(services, actor, async (db) => ({
        items: await listCommitments(db, staff(actor).id),
        decisions: await listSources(db)
      }))
  })

  app.route({
    ...contract.createCommitment,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      const commitment = await commitments.create(
        services,
        staff(request.actor),
        { ...request.body, ...tidy(request.body) },
        factsOf(request),
        idempotent
      )
      reply.code(201).header('etag', etagOf(commitment.version))
      return commitment
    }
  })

  app.route({
    ...contract.updateCommitment,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      const one = { id: params.id, version: versionFrom(request) }
      const commitment = await commitments.change(services, staff(actor), one, tidy(body), factsOf(request))
      reply.header('etag', etagOf(commitment.version))
      return commitment
    }
  })

  app.route({
    ...contract.publishCommitment,
    handler: (request) => {
      const one = { id: request.params.id, version: versionFrom(request) }
      return commitments.publish(services, staff(request.actor), one, factsOf(request))
    }
  })

  app.route({
    ...contract.withdrawCommitment,
    handler: (request) => commitments.withdraw(services, staff(request.actor), request.params.id, factsOf(request))
  })
}
