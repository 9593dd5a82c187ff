import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { nobody } from '../../db/actor.ts'
import { idempotencyOf } from '../../db/idempotency.ts'
import { writeAudit } from '../../db/records.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import { transaction } from '../../services.ts'
import { decodeCursor, encodeCursor } from '../registrants/cursors.ts'
import * as commands from './chargeReports.commands.ts'
import { listChargeReports } from './chargeReports.queries.ts'

const PAGE_SIZE = 50

/** Reports of people who were asked for money: from anybody, to the ministry, past the post that they are about. */
export const chargeReportRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.createChargeReport,
    // Whoever is signed in, as a registrant or at the post itself, is nobody from here on: also for the request's log line.
    onRequest: async (request) => void (request.actor = nobody),
    handler: async (request, reply) => {
      const idempotent = idempotencyOf(request, services.keys, 'nobody')
      reply.code(201)
      return commands.createChargeReport(services, request.body, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.listChargeReports,
    handler: async ({ actor, query, id: requestId }) => {
      const { cursor, limit = PAGE_SIZE } = query
      const after = decodeCursor(cursor)
      const rows = await transaction(services, actor, async (db) => {
        const found = await listChargeReports(db, after, limit + 1)
        await writeAudit(db, actor, { action: 'chargeReport.listed', count: Math.min(found.length, limit), requestId })
        return found
      })
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return {
        items,
        next: rows.length > limit && last ? encodeCursor({ registeredAt: last.createdAt, id: last.id }) : null
      }
    }
  })

  app.route({
    ...contract.getChargeReport,
    handler: ({ actor, params, id }) => commands.getChargeReport(services, staff(actor), params.id, id)
  })

  app.route({
    ...contract.handleChargeReport,
    handler: ({ actor, params, body, id }) =>
      commands.handleChargeReport(services, staff(actor), params.id, body.note, id)
  })
}
