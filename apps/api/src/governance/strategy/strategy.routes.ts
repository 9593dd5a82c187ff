import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { dayIn } from '../../days.ts'
import * as commands from './strategy.commands.ts'
import { makeStrategyFile } from './strategy.files.ts'
import { listStrategyVersions } from './strategy.queries.ts'
import { staff } from '../../plugins/actors.ts'
import { compareChapters } from './strategy.rules.ts'

/** Forty chapters of ten thousand letters in two languages are a thick book. */
const BODY_BYTES_MAX = 1024 * 1024
const FRESH_SECONDS = 300

/** The national strategy: written in versions, approved by a second person, read by everybody. */
export const strategyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.getPublicStrategy,
    handler: async (_request, reply) => {
      const versions = await transaction(services, system('public-strategy'), (db) => listStrategyVersions(db, null))
      const newest = versions.find(({ state }) => state === 'approved')
      reply.header('cache-control', `public, max-age=${FRESH_SECONDS}`)
      if (!newest) return { strategy: null }
      const { number, decision, chapters, approvedAt } = newest
      const approvedOn = dayIn(services.config.timeZone, new Date(approvedAt!))
      return { strategy: { number, approvedOn, decision, chapters } }
    }
  })

  app.route({
    ...contract.listStrategyVersions,
    handler: async ({ actor }) => ({
      items: await transaction(services, actor, (db) => listStrategyVersions(db, staff(actor).id))
    })
  })

  app.route({
    ...contract.createStrategyDraft,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      const made = await commands.createStrategyDraft(services, staff(request.actor), request.id, idempotent)
      reply.code(201).header('etag', etagOf(made.version))
      return made
    }
  })

  app.route({
    ...contract.updateStrategyDraft,
    bodyLimit: BODY_BYTES_MAX,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const change = { id: params.id, version: versionFrom(request), requestId: id }
      const written = await commands.updateStrategyDraft(services, staff(actor), change, body.chapters)
      reply.header('etag', etagOf(written.version))
      return written
    }
  })

  app.route({
    ...contract.submitStrategy,
    handler: (request) => {
      const change = { id: request.params.id, version: versionFrom(request), requestId: request.id }
      return commands.submitStrategy(services, staff(request.actor), change)
    }
  })

  app.route({
    ...contract.returnStrategy,
    handler: (request) => {
      const change = { id: request.params.id, version: versionFrom(request), requestId: request.id }
      return commands.returnStrategy(services, staff(request.actor), change)
    }
  })

  app.route({
    ...contract.approveStrategy,
    handler: (request) => {
      const { actor, params, body, id } = request
      const change = { id: params.id, version: versionFrom(request), requestId: id }
      return commands.approveStrategy(services, staff(actor), change, body.decisionId)
    }
  })

  app.route({
    ...contract.compareStrategy,
    handler: ({ actor, params }) =>
      transaction(services, actor, async (db) => {
        const versions = await listStrategyVersions(db, null)
        const place = versions.findIndex(({ id }) => id === params.id)
        if (place < 0) throw problems.notFound()
        const before = versions[place + 1]
        return {
          since: before?.number ?? null,
          chapters: compareChapters(before?.chapters ?? [], versions[place]!.chapters)
        }
      })
  })

  app.route({
    ...contract.downloadStrategy,
    handler: async ({ actor, params, query, id }, reply) => {
      const wanted = { language: query.language ?? 'pt', requestId: id }
      const { name, type, content } = await makeStrategyFile(services, actor, params.id, wanted)
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .type(type)
        .send(content as unknown as Blob)
    }
  })
}
