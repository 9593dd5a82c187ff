import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { getSession, refreshSession, signInStaff, signOut } from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { factsOf } from '../../plugins/facts.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { answerWithSession } from './sessions.answer.ts'
import * as commands from './sessions.commands.ts'
import { clearSessionCookies, cookieNames } from './sessions.cookies.ts'
import { endSession, findSessionByRefresh, rotateSession } from './sessions.queries.ts'

export const sessionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({ ...getSession, handler: ({ actor }) => commands.describeSession(services, actor) })

  app.route({
    ...signInStaff,
    handler: async (request, reply) => {
      const grant = await commands.signInStaff(services, request.body.email, request.body.password, factsOf(request))
      return answerWithSession(app, reply, grant)
    }
  })

  app.route({
    ...refreshSession,
    handler: async (request, reply) => {
      const refresh = request.cookies[cookieNames(services.config).refresh]
      const grant = refresh
        ? await transaction(services, system('refresh'), (db) =>
            rotateSession(db, services.keys, services.now(), refresh)
          )
        : null
      if (!grant) {
        clearSessionCookies(reply, services.config)
        throw problems.unauthenticated()
      }
      return answerWithSession(app, reply, grant)
    }
  })

  app.route({
    ...signOut,
    handler: async (request, reply) => {
      const refresh = request.cookies[cookieNames(services.config).refresh]
      const { actor } = request
      await transaction(services, system('sign-out'), async (db) => {
        const id =
          'sessionId' in actor && actor.sessionId
            ? actor.sessionId
            : refresh
              ? (await findSessionByRefresh(db, services.keys, refresh))?.id
              : undefined
        if (!id) return
        await endSession(db, id, services.now())
        app.forgetSession(id)
      })
      clearSessionCookies(reply, services.config)
      return commands.nobodySession
    }
  })
}
