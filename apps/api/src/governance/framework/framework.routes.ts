import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { transaction } from '../../services.ts'
import * as commands from './framework.commands.ts'

/** The framework: pillars, outcomes, outputs and activities. */
export const frameworkRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.getFramework,
    handler: ({ actor }) => transaction(services, actor, (db) => commands.readFramework(services, db))
  })

  app.route({
    ...contract.createFrameworkPart,
    handler: async (request, reply) => {
      const { actor, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      const part = await commands.createFrameworkPart(services, actor, body, id, idempotent)
      reply.code(201).header('etag', etagOf(part.version))
      return part
    }
  })

  app.route({
    ...contract.updateFrameworkPart,
    handler: (request) => {
      const { actor, params, body, id } = request
      return commands.updateFrameworkPart(services, actor, params.id, versionFrom(request), body, id)
    }
  })

  app.route({
    ...contract.moveFrameworkPart,
    handler: ({ actor, params, body, id }) => commands.moveFrameworkPart(services, actor, params.id, body.direction, id)
  })

  app.route({
    ...contract.removeFrameworkPart,
    handler: ({ actor, params, id }) => commands.removeFrameworkPart(services, actor, params.id, id)
  })

  app.route({
    ...contract.createActivity,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.createActivity(services, actor, params.id, body, id, idempotent)
    }
  })

  app.route({
    ...contract.updateActivity,
    handler: (request) => {
      const { actor, params, body, id } = request
      return commands.updateActivity(services, actor, params.id, versionFrom(request), body, id)
    }
  })
}
