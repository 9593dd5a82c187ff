import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { listDeliveries } from './deliveries.queries.ts'
import * as commands from './webhooks.commands.ts'
import * as queries from './webhooks.queries.ts'

const PAGE_SIZE = 25
const CURSOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The position of a page of messages: the last one of the page before. */
function positionFrom(cursor: string | undefined): string | null {
  if (!cursor) return null
  if (!CURSOR.test(cursor)) throw problems.malformed('The cursor is not one that this API made.')
  return cursor
}

/** Who asks. The permissions of this feature are held by staff only; this tells the types so. */
function askedBy({ actor, id: requestId }: Pick<FastifyRequest, 'actor' | 'id'>): commands.Asked {
  if (actor.kind !== 'staff') throw problems.forbidden()
  return { actor, requestId }
}

/** Systems that are told what happens, as administrators keep them. */
export const webhookRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  const { keys } = services

  app.route({
    ...contract.listWebhooks,
    handler: async ({ actor }) => ({
      items: await transaction(services, actor, (db) => queries.listWebhooks(db, keys))
    })
  })

  app.route({
    ...contract.getWebhook,
    handler: async ({ actor, params }, reply) => {
      const webhook = await transaction(services, actor, (db) => queries.findWebhook(db, keys, params.id))
      if (!webhook) throw problems.notFound()
      reply.header('etag', etagOf(webhook.version))
      return webhook
    }
  })

  app.route({
    ...contract.createWebhook,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, keys)
      reply.code(201)
      return commands.createWebhook(services, { ...askedBy(request), idempotent }, request.body)
    }
  })

  app.route({
    ...contract.updateWebhook,
    handler: async (request, reply) => {
      const { params, body } = request
      const webhook = await commands.updateWebhook(services, askedBy(request), params.id, versionFrom(request), body)
      reply.header('etag', etagOf(webhook.version))
      return webhook
    }
  })

  app.route({
    ...contract.rollWebhookSecret,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, keys)
      reply.code(201)
      return commands.rollSecret(services, { ...askedBy(request), idempotent }, request.params.id)
    }
  })

  app.route({
    ...contract.testWebhook,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, keys)
      reply.code(201)
      return commands.testWebhook(services, { ...askedBy(request), idempotent }, request.params.id)
    }
  })

  app.route({
    ...contract.listDeliveries,
    handler: async ({ actor, params, query }) => {
      const { cursor, limit = PAGE_SIZE } = query
      const before = positionFrom(cursor)
      const rows = await transaction(services, actor, async (db) => {
        if (!(await queries.findWebhook(db, keys, params.id))) throw problems.notFound()
        return listDeliveries(db, params.id, before, limit + 1)
      })
      const items = rows.slice(0, limit)
      return { items, next: rows.length > limit ? items.at(-1)!.id : null }
    }
  })

  app.route({
    ...contract.replayDelivery,
    handler: (request) =>
      commands.replayDelivery(services, askedBy(request), request.params.id, request.params.delivery)
  })
}
