import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { dispositionOf, PAPER_BODY_BYTES_MAX } from '../../files/paperFile.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import * as documents from './tourDocuments.commands.ts'
import * as commands from './tours.commands.ts'
import { makeTourFile } from './tours.files.ts'
import { findTour, listTours } from './tours.queries.ts'
import { tourForReader } from './tourReaders.ts'

/** Study tours: what for, where, when, and their documents. */
export const tourRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listTours,
    handler: async ({ actor }) => ({ items: await transaction(services, actor, listTours) })
  })

  app.route({
    ...contract.getTour,
    handler: async ({ actor, params }, reply) => {
      const tour = await transaction(services, actor, (db) => findTour(db, services.keys, params.id))
      if (!tour) throw problems.notFound()
      reply.header('etag', etagOf(tour.version))
      return tourForReader(actor, tour)
    }
  })

  app.route({
    ...contract.createTour,
    handler: async (request, reply) => {
      const { actor, body, id } = request
      const tour = await commands.createTour(services, actor, body, id, idempotencyOfActor(request, services.keys))
      reply.code(201).header('etag', etagOf(tour.version))
      return tour
    }
  })

  app.route({
    ...contract.updateTour,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const tour = await commands.updateTour(services, actor, params.id, versionFrom(request), body, id)
      reply.header('etag', etagOf(tour.version))
      return tour
    }
  })

  app.route({
    ...contract.downloadTour,
    handler: async ({ actor, params, query, id }, reply) => {
      const wanted = { format: params.format, language: query.language ?? 'pt', requestId: id }
      const file = await makeTourFile(services, actor, params.id, wanted)
      return reply
        .header('content-disposition', dispositionOf(file.name))
        .type(file.type)
        .send(file.content as unknown as Blob)
    }
  })

  app.route({
    ...contract.addTourDocument,
    bodyLimit: PAPER_BODY_BYTES_MAX,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return documents.addDocument(services, actor, params.id, body, id, idempotent)
    }
  })

  app.route({
    ...contract.getTourDocument,
    handler: async ({ actor, params, id }, reply) => {
      const { name, type, content } = await documents.readDocument(services, actor, params.id, id)
      return reply
        .header('content-disposition', dispositionOf(name))
        .type(type)
        .send(content as unknown as Blob)
    }
  })

  app.route({
    ...contract.removeTourDocument,
    handler: ({ actor, params, id }) => documents.removeDocument(services, actor, params.id, id)
  })
}
