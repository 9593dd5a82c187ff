import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import * as commands from './meetings.commands.ts'
import { staff } from '../../plugins/actors.ts'
import { findMeeting, listMeetings } from './meetings.queries.ts'

/** Meetings: agenda, invitations, attendance. */
export const meetingRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listMeetings,
    handler: async ({ actor }) => ({ items: await transaction(services, actor, listMeetings) })
  })

  app.route({
    ...contract.getMeeting,
    handler: async ({ actor, params }, reply) => {
      const meeting = await transaction(services, actor, (db) => findMeeting(db, services.keys, params.id))
      if (!meeting) throw problems.notFound()
      reply.header('etag', etagOf(meeting.version))
      return meeting
    }
  })

  app.route({
    ...contract.createMeeting,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      const meeting = await commands.createMeeting(services, request.actor, request.body, request.id, idempotent)
      reply.code(201).header('etag', etagOf(meeting.version))
      return meeting
    }
  })

  app.route({
    ...contract.updateMeeting,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const meeting = await commands.updateMeeting(services, staff(actor), params.id, versionFrom(request), body, id)
      reply.header('etag', etagOf(meeting.version))
      return meeting
    }
  })

  app.route({
    ...contract.callMeeting,
    handler: ({ actor, params, id }) => commands.callMeeting(services, staff(actor), params.id, id)
  })

  app.route({
    ...contract.cancelMeeting,
    handler: ({ actor, params, body, id }) => commands.cancelMeeting(services, staff(actor), params.id, body.reason, id)
  })

  app.route({
    ...contract.holdMeeting,
    handler: ({ actor, params, id }) => commands.holdMeeting(services, staff(actor), params.id, id)
  })

  app.route({
    ...contract.setAttendance,
    handler: ({ actor, params, body, id }) => commands.setAttendance(services, staff(actor), params, body, id)
  })
}
