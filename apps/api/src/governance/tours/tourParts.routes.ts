import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { versionFrom } from '../../plugins/versions.ts'
import { addPart, loadHosts, removePart, updatePart } from './tourParts.commands.ts'

/** What a tour is made of: hosts, delegation, programme. Each answer is the whole tour as it is then. */
export const tourPartRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.loadTourHosts,
    handler: ({ actor, params, id }, reply) => {
      reply.code(201)
      return loadHosts(services, actor, params.id, id)
    }
  })

  app.route({
    ...contract.addTourHost,
    handler: (request, reply) => {
      const { actor, params, body, id } = request
      const part = { kind: 'hosts', tourId: params.id, body } as const
      reply.code(201)
      return addPart(services, actor, part, id, idempotencyOfActor(request, services.keys))
    }
  })

  app.route({
    ...contract.updateTourHost,
    handler: (request) => {
      const { actor, params, body, id } = request
      const part = { kind: 'hosts', id: params.id, version: versionFrom(request), body } as const
      return updatePart(services, actor, part, id)
    }
  })

  app.route({
    ...contract.removeTourHost,
    handler: ({ actor, params, id }) => removePart(services, actor, { kind: 'hosts', id: params.id }, id)
  })

  app.route({
    ...contract.addTourDelegate,
    handler: (request, reply) => {
      const { actor, params, body, id } = request
      const part = { kind: 'delegates', tourId: params.id, body } as const
      reply.code(201)
      return addPart(services, actor, part, id, idempotencyOfActor(request, services.keys))
    }
  })

  app.route({
    ...contract.updateTourDelegate,
    handler: (request) => {
      const { actor, params, body, id } = request
      const part = { kind: 'delegates', id: params.id, version: versionFrom(request), body } as const
      return updatePart(services, actor, part, id)
    }
  })

  app.route({
    ...contract.removeTourDelegate,
    handler: ({ actor, params, id }) => removePart(services, actor, { kind: 'delegates', id: params.id }, id)
  })

  app.route({
    ...contract.addTourSession,
    handler: (request, reply) => {
      const { actor, params, body, id } = request
      const part = { kind: 'sessions', tourId: params.id, body } as const
      reply.code(201)
      return addPart(services, actor, part, id, idempotencyOfActor(request, services.keys))
    }
  })

  app.route({
    ...contract.updateTourSession,
    handler: (request) => {
      const { actor, params, body, id } = request
      const part = { kind: 'sessions', id: params.id, version: versionFrom(request), body } as const
      return updatePart(services, actor, part, id)
    }
  })

  app.route({
    ...contract.removeTourSession,
    handler: ({ actor, params, id }) => removePart(services, actor, { kind: 'sessions', id: params.id }, id)
  })
}
