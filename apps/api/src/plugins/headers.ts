import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import helmet from 'helmet'
import type { Config } from '../config.ts'

const own = ["'self'"]
const directives = {
  defaultSrc: ["'none'"],
  scriptSrc: own,
  workerSrc: own,
  manifestSrc: own,
  styleSrc: own,
  imgSrc: ["'self'", 'data:'],
  fontSrc: own,
  connectSrc: own,
  baseUri: ["'none'"],
  formAction: own,
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"]
}

const policy = Object.entries(directives)
  .map(([name, values]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${values.join(' ')}`)
  .join(';')

const bare = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin'
}

const hstsOf = ({ publicUrl }: Config) =>
  publicUrl.startsWith('https://') ? { maxAge: 31_536_000, includeSubDomains: true } : false

/** The headers for answers that are given before any hook runs: addresses that cannot be read. */
export const bareHeaders = (config: Config): Record<string, string> => {
  const hsts = hstsOf(config)
  return hsts ? { ...bare, 'strict-transport-security': `max-age=${hsts.maxAge}; includeSubDomains` } : bare
}

/** Security headers on every answer; nothing personal is ever cached. */
export const headers = plugin(async (app: FastifyInstance) => {
  const { config } = app.services
  // Made once: the plugin of Fastify spells the policy anew for each request.
  const secure = helmet({
    // Helmet's defaults would be merged in otherwise, with 'unsafe-inline' styles.
    contentSecurityPolicy: {
      useDefaults: false,
      directives
    },
    strictTransportSecurity: hstsOf(config),
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' }
  })
  app.addHook('onRequest', (request, reply, done) =>
    secure(request.raw, reply.raw, (error) => done(error as Error | undefined))
  )
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()')
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
})
