import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { getSession, refreshSession, signInStaff, signOut, type Session } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import * as commands from './sessions.commands.ts'
import { clearSessionCookies, cookieNames, setSessionCookies } from './sessions.cookies.ts'
import { endSession, findLiveActor, findSessionByRefresh, rotateSession, type SessionGrant } from './sessions.queries.ts'
import { signAccessToken } from './tokens.ts'

/** Sets the cookies of a fresh session and tells who is signed in. */
export async function answerWithSession(app: FastifyInstance, reply: FastifyReply, grant: SessionGrant): Promise<Session> {
  const access = signAccessToken(app, grant)
  setSessionCookies(reply, app.services.config, grant.kind, access, grant.refresh)
  const claims = { sub: grant.subjectId, sid: grant.id, kind: grant.kind, typ: 'access' as const, jti: grant.id }
  const actor: Actor | null = await findLiveActor(app.services, claims)
  return actor ? commands.describeSession(app.services, actor) : commands.nobodySession
}

/** The facts of a request that commands take. */
export const factsOf = (request: FastifyRequest) => ({ requestId: request.id, address: request.ip })

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
        ? await transaction(services, system('refresh'), (db) => rotateSession(db, services.keys, services.now(), refresh))
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
        const id = 'sessionId' in actor && actor.sessionId ? actor.sessionId : refresh ? (await findSessionByRefresh(db, services.keys, refresh))?.id : undefined
        if (!id) return
        await endSession(db, id, services.now())
        app.forgetSession(id)
      })
      clearSessionCookies(reply, services.config)
      return commands.nobodySession
    }
  })
}
