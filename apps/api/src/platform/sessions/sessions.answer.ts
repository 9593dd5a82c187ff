import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Session } from '@ponte/schema'
import * as commands from './sessions.commands.ts'
import { setSessionCookies } from './sessions.cookies.ts'
import { findLiveActor, type SessionGrant } from './sessions.queries.ts'
import { signAccessToken } from './tokens.ts'

/** Sets the cookies of a fresh session and tells who is signed in. */
export async function answerWithSession(
  app: FastifyInstance,
  reply: FastifyReply,
  grant: SessionGrant
): Promise<Session> {
  const access = signAccessToken(app, grant)
  setSessionCookies(reply, app.services.config, grant.kind, access, grant.refresh)
  const claims = { sub: grant.subjectId, sid: grant.id, kind: grant.kind, typ: 'access' as const, jti: grant.id }
  const actor = await findLiveActor(app.services, claims)
  return actor ? commands.describeSession(app.services, actor) : commands.nobodySession
}
