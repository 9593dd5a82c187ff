import crypto from 'node:crypto'
import jwt from '@fastify/jwt'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import { isAllowed, isOpenTo, type Permission, type Scope } from '@ponte/schema'
import { nobody, system, type Actor } from '../db/actor.ts'
import { problems } from '../problems.ts'
import { limitClient } from '../platform/clients/clients.limits.ts'
import { findLiveClient } from '../platform/clients/clients.queries.ts'
import { findLiveActor } from '../platform/sessions/sessions.queries.ts'
import { cookieNames } from '../platform/sessions/sessions.cookies.ts'
import { ACCESS_SECONDS, AUDIENCE, ISSUER, type AccessClaims } from '../platform/sessions/tokens.ts'
import { transaction } from '../services.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
  interface FastifyContextConfig {
    permission?: Permission
    atRoot?: boolean
    /** The route reads the Authorization header itself; it holds no token of ours. */
    readsAuthorization?: boolean
  }
}
declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: AccessClaims
    user: AccessClaims
  }
}

/** A session is looked up again after this time, so that a revocation holds within five seconds. */
const CACHE_MS = 4000
const CACHE_SIZE_MAX = 20_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Signs and verifies access tokens, names the actor, and refuses by permission before the body is read. */
export const identity = plugin(async (app: FastifyInstance) => {
  const { config, keys } = app.services
  await app.register(jwt, {
    secret: keys.token,
    sign: { algorithm: 'HS256', iss: ISSUER, aud: AUDIENCE, expiresIn: ACCESS_SECONDS },
    // Without these, fast-jwt takes any HMAC, any audience, and tokens that never end.
    verify: {
      algorithms: ['HS256'],
      allowedIss: ISSUER,
      allowedAud: AUDIENCE,
      requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub', 'jti', 'sid', 'typ']
    }
  })
  // The hook below sets it on every request before anybody reads it.
  app.decorateRequest('actor')

  const cache = new Map<string, { actor: Actor | null; at: number }>()
  const lookUp = async (claims: AccessClaims): Promise<Actor | null> => {
    const now = app.services.now().getTime()
    const hit = cache.get(claims.sid)
    if (hit && now - hit.at < CACHE_MS && now >= hit.at) return hit.actor
    const actor =
      claims.kind === 'client'
        ? await transaction(app.services, system('client'), (db) =>
            findLiveClient(db, claims.sub, claims.sid, app.services.now())
          )
        : await findLiveActor(app.services, claims)
    if (cache.size >= CACHE_SIZE_MAX) cache.clear()
    cache.set(claims.sid, { actor, at: now })
    return actor
  }
  app.decorate('forgetSession', (id: string) => void cache.delete(id))

  const read = async (token: string): Promise<Actor> => {
    const claims = app.jwt.verify<AccessClaims>(token)
    if (claims.typ !== 'access' || !UUID.test(claims.sid) || !UUID.test(claims.sub)) throw problems.unauthenticated()
    const actor = await lookUp(claims)
    // The memory of sessions knows them by their id: what else the token says must agree with what was found.
    if (actor?.kind !== claims.kind || actor.id !== claims.sub) throw problems.unauthenticated()
    return actor.kind === 'client' ? { ...actor, scopes: scopesOf(claims, actor.scopes) } : actor
  }

  const identify = async (request: FastifyRequest): Promise<Actor> => {
    const header = request.headers.authorization
    if (header !== undefined && !request.routeOptions.config.readsAuthorization) {
      const token = /^Bearer ([\w.-]{20,2000})$/i.exec(header)?.[1]
      if (!token) throw problems.unauthenticated()
      return read(token)
    }
    const cookie = request.cookies[cookieNames(config).access]
    if (!cookie) return nobody
    // A page for everybody stays open with a cookie that is over; what needs a person says 401 below.
    return read(cookie).catch((error: unknown) => {
      if (request.routeOptions.config.permission === 'public') return nobody
      throw error
    })
  }

  app.addHook('onRequest', async (request) => {
    request.actor = nobody
    const permission = request.routeOptions.config?.permission
    if (permission === undefined) return
    if (!isFromOwnSite(request)) throw problems.crossSite()
    request.actor = await identify(request)
    if (request.actor.kind === 'client') {
      const over = limitClient(app.services, request.actor)
      if (over) {
        request.isUncounted = !over.isFirst
        throw over.problem
      }
    }
    if (permission === 'public') return
    if (permission === 'development') {
      if (!config.development || request.headers['x-forwarded-for'] !== undefined) throw problems.notFound()
      return
    }
    if (permission === 'metrics') {
      if (!mayReadMetrics(request, config.metricsToken)) throw problems.notFound()
      return
    }
    if (request.actor.kind === 'nobody') throw problems.unauthenticated()
    if (!mayCall(request.actor, permission)) throw problems.forbidden()
  })
})

/** May this actor use an endpoint that asks for this permission? */
function mayCall(actor: Actor, permission: Permission): boolean {
  if (permission === 'record.self') return actor.kind === 'registrant'
  if (actor.kind === 'client') return isOpenTo(actor.scopes, permission)
  return actor.kind === 'staff' && isAllowed(actor.role, permission)
}

/** What a token opens: the scopes it was made with, as far as the client still has them. */
const scopesOf = ({ scope = '' }: AccessClaims, held: readonly Scope[]): Scope[] =>
  held.filter((name) => scope.split(' ').includes(name))

/**
 * Cross-site request forgery: an unsafe method must come from a page of this origin. Browsers say so in
 * Sec-Fetch-Site, older ones in Origin; a client without either is no browser and brings no cookies of a victim.
 */
function isFromOwnSite(request: FastifyRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.headers.authorization) return true
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const origin = request.headers.origin
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}

function mayReadMetrics(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) {
    const given = Buffer.from(String(request.headers['x-metrics-token'] ?? ''))
    return given.length === Buffer.byteLength(token) && crypto.timingSafeEqual(given, Buffer.from(token))
  }
  // Behind a proxy on this machine everybody comes from loopback.
  if (request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined) return false
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
}

declare module 'fastify' {
  interface FastifyInstance {
    forgetSession(id: string): void
  }
}
