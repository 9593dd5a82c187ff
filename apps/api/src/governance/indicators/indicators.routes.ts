import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { versionFrom } from '../../plugins/versions.ts'
import { transaction } from '../../services.ts'
import { dayIn } from '../../days.ts'
import { readFramework } from '../framework/framework.commands.ts'
import * as commands from './indicators.commands.ts'
import { listIndicators } from './indicators.queries.ts'
import { makeFrameworkFile, makeProgressFile } from './progress.files.ts'
import { staff } from '../../plugins/actors.ts'
import { publicProgress } from './progress.rules.ts'

const FRESH_SECONDS = 300

/** Indicators, what was measured, and the progress that everybody reads. */
export const indicatorRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  const today = () => dayIn(services.config.timeZone, services.now())

  app.route({
    ...contract.getPublicProgress,
    handler: (_request, reply) =>
      transaction(services, system('public-progress'), async (db) => {
        reply.header('cache-control', `public, max-age=${FRESH_SECONDS}`)
        return publicProgress(await readFramework(services, db), await listIndicators(db, today()))
      })
  })

  app.route({
    ...contract.loadExampleFramework,
    handler: ({ actor, id }, reply) => {
      reply.code(201)
      return commands.loadExampleFramework(services, actor, id)
    }
  })

  app.route({
    ...contract.listIndicators,
    handler: async ({ actor }) => ({
      today: today(),
      items: await transaction(services, actor, (db) => listIndicators(db, today()))
    })
  })

  app.route({
    ...contract.createIndicator,
    handler: (request, reply) => {
      const { actor, params, body, id } = request
      reply.code(201)
      return commands.createIndicator(services, actor, params.id, body, id, idempotencyOfActor(request, services.keys))
    }
  })

  app.route({
    ...contract.updateIndicator,
    handler: (request) => {
      const { actor, params, body, id } = request
      return commands.updateIndicator(services, actor, params.id, versionFrom(request), body, id)
    }
  })

  app.route({
    ...contract.addMeasurement,
    handler: (request, reply) => {
      const { actor, params, body, id } = request
      reply.code(201)
      const idempotent = idempotencyOfActor(request, services.keys)
      return commands.addMeasurement(services, staff(actor), params.id, body, id, idempotent)
    }
  })

  app.route({
    ...contract.downloadProgress,
    handler: async ({ actor, query, id }, reply) => {
      const { name, type, content } = await makeProgressFile(services, actor, {
        language: query.language ?? 'pt',
        requestId: id
      })
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .type(type)
        .send(content as unknown as Blob)
    }
  })

  app.route({
    ...contract.downloadFramework,
    handler: async ({ actor, query, id }, reply) => {
      const { name, type, content } = await makeFrameworkFile(services, actor, {
        language: query.language ?? 'pt',
        requestId: id
      })
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .type(type)
        .send(content as unknown as Blob)
    }
  })
}
