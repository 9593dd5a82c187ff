import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { answerWithSession } from '../sessions/sessions.answer.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as commands from './staff.commands.ts'
import { listStaff } from './staff.queries.ts'

export const staffRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listStaff,
    handler: async ({ actor }) => ({ items: await transaction(services, actor, (db) => listStaff(db, services.keys)) })
  })

  app.route({
    ...contract.createStaff,
    handler: async (request, reply) => {
      const member = await commands.createStaff(
        services,
        request.actor,
        request.body,
        factsOf(request),
        idempotencyOfActor(request, services.keys)
      )
      reply.code(201).header('etag', etagOf(member.version))
      return member
    }
  })

  app.route({
    ...contract.updateStaff,
    handler: async (request, reply) => {
      const member = await commands.updateStaff(
        services,
        request.actor,
        request.params.id,
        versionFrom(request),
        request.body,
        factsOf(request)
      )
      reply.header('etag', etagOf(member.version))
      return member
    }
  })

  app.route({
    ...contract.inviteStaff,
    handler: async (request, reply) => {
      reply.code(202)
      return commands.inviteStaff(services, request.actor, request.params.id, factsOf(request))
    }
  })

  app.route({
    ...contract.createFirstAdministrator,
    handler: async (request, reply) => {
      const grant = await commands.createFirstAdministrator(services, request.body, factsOf(request))
      reply.code(201)
      return answerWithSession(app, reply, grant)
    }
  })

  app.route({
    ...contract.acceptInvitation,
    handler: async (request, reply) =>
      answerWithSession(
        app,
        reply,
        await commands.acceptInvitation(services, request.body.token, request.body.password, factsOf(request))
      )
  })

  app.route({
    ...contract.changeMyPassword,
    handler: async (request, reply) => {
      if (request.actor.kind !== 'staff') throw problems.forbidden()
      const { current, password } = request.body
      return answerWithSession(
        app,
        reply,
        await commands.changeMyPassword(services, request.actor, current, password, factsOf(request))
      )
    }
  })
}
