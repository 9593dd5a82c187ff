import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { findMeetingRecord } from '../meetings/meetings.queries.ts'
import * as commands from './minutes.commands.ts'
import { makeMinutesFile } from './minutes.files.ts'
import { staff } from '../../plugins/actors.ts'
import { listMinutes } from './minutes.queries.ts'

/** Forty items of twenty thousand letters are a book; minutes of a day have less. */
const BODY_BYTES_MAX = 512 * 1024

/** Minutes: written, approved in the name of the meeting, corrected by another edition. */
export const minutesRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listMinutes,
    handler: ({ actor, params }) =>
      transaction(services, actor, async (db) => {
        if (!(await findMeetingRecord(db, params.id))) throw problems.notFound()
        return { items: await listMinutes(db, services.keys, { meetingId: params.id }) }
      })
  })

  app.route({
    ...contract.createMinutes,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      const made = await commands.createMinutes(services, staff(actor), params.id, body.correction, id, idempotent)
      reply.code(201).header('etag', etagOf(made.version))
      return made
    }
  })

  app.route({
    ...contract.updateMinutes,
    bodyLimit: BODY_BYTES_MAX,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const written = await commands.updateMinutes(services, staff(actor), params.id, versionFrom(request), body, id)
      reply.header('etag', etagOf(written.version))
      return written
    }
  })

  app.route({
    ...contract.approveMinutes,
    handler: (request) => {
      const { actor, params, body, id } = request
      return commands.approveMinutes(services, staff(actor), params.id, versionFrom(request), body.approvedIn, id)
    }
  })

  app.route({
    ...contract.downloadMinutes,
    handler: async ({ actor, params, query, id }, reply) => {
      const wanted = { format: params.format, language: query.language ?? 'pt', requestId: id }
      const file = await makeMinutesFile(services, actor, params.id, wanted)
      return reply
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .type(file.type)
        .send(file.content as unknown as Blob)
    }
  })
}
