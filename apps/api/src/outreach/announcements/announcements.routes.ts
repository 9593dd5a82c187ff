import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { todayOf } from '../../programmes/opportunities/opportunities.commands.ts'
import { transaction } from '../../services.ts'
import { announcements, tidy } from './announcements.commands.ts'
import { listAnnouncements, listPublicAnnouncements } from './announcements.queries.ts'

/** Announcements, by country. */
export const announcementRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listPublicAnnouncements,
    handler: async (_request, reply) => {
      const items = await transaction(services, system('public-announcements'), (db) =>
        listPublicAnnouncements(db, todayOf(services))
      )
      reply.header('cache-control', 'public, max-age=300')
      return { items }
    }
  })

  app.route({
    ...contract.listAnnouncements,
    handler: async ({ actor }) => ({
      items: await transaction(services, actor, (db) => listAnnouncements(db, staff(actor).id))
    })
  })

  app.route({
    ...contract.createAnnouncement,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      const announcement = await announcements.create(
        services,
        staff(request.actor),
        { ...request.body, ...tidy(request.body) },
        factsOf(request),
        idempotent
      )
      reply.code(201).header('etag', etagOf(announcement.version))
      return announcement
    }
  })

  app.route({
    ...contract.updateAnnouncement,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      const one = { id: params.id, version: versionFrom(request) }
      const announcement = await announcements.change(services, staff(actor), one, tidy(body), factsOf(request))
      reply.header('etag', etagOf(announcement.version))
      return announcement
    }
  })

  app.route({
    ...contract.publishAnnouncement,
    handler: (request) => {
      const one = { id: request.params.id, version: versionFrom(request) }
      return announcements.publish(services, staff(request.actor), one, factsOf(request))
    }
  })

  app.route({
    ...contract.withdrawAnnouncement,
    handler: (request) => announcements.withdraw(services, staff(request.actor), request.params.id, factsOf(request))
  })
}
