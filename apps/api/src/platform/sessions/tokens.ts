import crypto from 'node:crypto'
import type { FastifyInstance } from 'fastify'

export const ISSUER = 'ponte'
export const AUDIENCE = 'ponte-api'
export const ACCESS_SECONDS = 600
/** Staff: 12 h in all, 1 h without use. Registrants: the phone may be shared, so shorter. */
export const REFRESH_SECONDS = { staff: 12 * 3600, registrant: 2 * 3600 } as const
export const IDLE_SECONDS = { staff: 3600, registrant: 1800 } as const
/** A browser may send the same refresh token twice when the line is cut; within this time that is no theft. */
export const REUSE_GRACE_SECONDS = 10

/** What an access token says: ids only, nothing personal. */
export interface AccessClaims {
  sub: string
  sid: string
  /** A client's `sid` is the id of its present secret. */
  kind: 'staff' | 'registrant' | 'client'
  /** Of a client: the scopes of this token, separated by spaces. */
  scope?: string
  typ: 'access'
  jti: string
  iss?: string
  aud?: string
  iat?: number
  exp?: number
}

/** A signed access token for a session. */
export const signAccessToken = (
  app: FastifyInstance,
  session: { id: string; kind: AccessClaims['kind']; subjectId: string; scope?: string }
): string =>
  app.jwt.sign({
    sub: session.subjectId,
    sid: session.id,
    kind: session.kind,
    ...(session.scope === undefined ? {} : { scope: session.scope }),
    typ: 'access',
    jti: crypto.randomUUID()
  })
