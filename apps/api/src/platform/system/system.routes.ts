import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import client from 'prom-client'
import {
  getCodeList,
  getHealth,
  getMetrics,
  getOpenApi,
  getReadiness,
  getSettings,
  listOutbox as listOutboxEndpoint
} from '@ponte/schema'
import { nobody, system } from '../../db/actor.ts'
import { isMigrated } from '../../db/migrate.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { listOutbox } from '../messages/messages.queries.ts'
import { replicaLagSeconds } from '../../db/replica.ts'
import { clockAheadSeconds } from './clock.ts'
import { codeList } from './codeLists.queries.ts'

const PUBLIC_CACHE = 'public, max-age=3600'

/** Lists, settings and the description of the API. */
export const systemRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  const { config } = services

  app.route({ ...getOpenApi, handler: async () => app.swagger() as unknown as Record<string, never> })

  app.route({
    ...getSettings,
    handler: async () => ({
      name: config.name,
      institution: config.institution,
      country: config.country,
      currency: config.currency,
      guardianBelowAge: config.guardianBelowAge,
      adultAge: config.adultAge,
      contactKinds:
        config.smsUrl || config.development ? (['phone', 'email'] as const).slice() : (['email'] as const).slice(),
      development: config.development,
      demo: config.demo
    })
  })

  app.route({
    ...getCodeList,
    handler: async ({ params, query }, reply) => {
      const items = codeList(params.list, query.language ?? 'pt', config.origin.divisions)
      reply.header('cache-control', PUBLIC_CACHE)
      return { items }
    }
  })

  app.route({
    ...listOutboxEndpoint,
    handler: async () => ({
      items: await transaction(services, system('outbox'), (db) => listOutbox(db, services.keys))
    })
  })
}

/** Health and figures, at the root. */
export const rootRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const registry = new client.Registry()
  client.collectDefaultMetrics({ register: registry })
  const duration = new client.Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry]
  })
  app.addMetrics((method, route, status, seconds) => duration.observe({ method, route, status }, seconds))

  app.route({ ...getHealth, handler: async () => ({ status: 'ok' }) })

  app.route({
    ...getReadiness,
    handler: async () => {
      if (app.isStopping() || !(await transaction(app.services, nobody, isMigrated))) throw problems.unavailable()
      const aheadSeconds = await clockAheadSeconds(app.services)
      return {
        status: 'ready',
        ...(aheadSeconds !== 0 && { clockAheadSeconds: aheadSeconds }),
        ...(app.services.replica && { replicaLagSeconds: await replicaLagSeconds(app.services) })
      }
    }
  })

  app.route({
    ...getMetrics,
    handler: async (_request, reply) => {
      reply.type(registry.contentType)
      return registry.metrics()
    }
  })
}
