import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as commands from './matches.commands.ts'

/** Who would fit, masked. */
export const matchRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listCandidates,
    handler: (request) => commands.readCandidates(services, staff(request.actor), request.params.id, factsOf(request))
  })

  app.route({
    ...contract.inviteCandidate,
    handler: (request, reply) => {
      const { actor, params, body } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.invite(services, staff(actor), params.id, body.number, factsOf(request), idempotent)
    }
  })
}
