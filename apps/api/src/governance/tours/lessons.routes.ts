import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { addLesson, updateLesson } from './lessons.commands.ts'
import { listLessons } from './lessons.queries.ts'
import { addRecommendation, putOnAgenda, updateRecommendation } from './recommendations.commands.ts'
import { findRecommendation } from './recommendations.queries.ts'
import { findTourRecord } from './tours.queries.ts'

/** What tours found, what they recommend, and what came of it. */
export const lessonRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listLessons,
    handler: ({ actor, params }) =>
      transaction(services, actor, async (db) => {
        if (!(await findTourRecord(db, params.id))) throw problems.notFound()
        return { items: await listLessons(db, params.id) }
      })
  })

  app.route({
    ...contract.addLesson,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      const lesson = await addLesson(services, actor, params.id, body, id, idempotent)
      reply.code(201).header('etag', etagOf(lesson.version))
      return lesson
    }
  })

  app.route({
    ...contract.updateLesson,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const lesson = await updateLesson(services, actor, { id: params.id, version: versionFrom(request), body }, id)
      reply.header('etag', etagOf(lesson.version))
      return lesson
    }
  })

  app.route({
    ...contract.addRecommendation,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      const made = await addRecommendation(services, actor, params.id, body, id, idempotent)
      reply.code(201).header('etag', etagOf(made.version))
      return made
    }
  })

  app.route({
    ...contract.getRecommendation,
    handler: async ({ actor, params }, reply) => {
      const found = await transaction(services, actor, (db) => findRecommendation(db, params.id))
      if (!found) throw problems.notFound()
      reply.header('etag', etagOf(found.version))
      return found
    }
  })

  app.route({
    ...contract.updateRecommendation,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const target = { id: params.id, version: versionFrom(request) }
      const changed = await updateRecommendation(services, actor, target, body, id)
      reply.header('etag', etagOf(changed.version))
      return changed
    }
  })

  app.route({
    ...contract.putOnAgenda,
    handler: ({ actor, params, body, id }, reply) => {
      reply.code(201)
      return putOnAgenda(services, actor, { id: params.id, meetingId: body.meetingId }, id)
    }
  })
}
