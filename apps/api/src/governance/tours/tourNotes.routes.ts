import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { addNote, listNotes, updateNote } from './tourNotes.commands.ts'
import { staff } from '../../plugins/actors.ts'
import { findTourRecord } from './tours.queries.ts'

/** Notes that are taken in the sessions of a tour. */
export const tourNoteRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.listTourNotes,
    handler: ({ actor, params }) =>
      transaction(services, actor, async (db) => {
        if (!(await findTourRecord(db, params.id))) throw problems.notFound()
        return { items: await listNotes(db, services.keys, actor, { tourId: params.id }) }
      })
  })

  app.route({
    ...contract.addTourNote,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const sent = { sessionId: params.id, text: body.text }
      const note = await addNote(services, staff(actor), sent, id, idempotencyOfActor(request, services.keys))
      reply.code(201).header('etag', etagOf(note.version))
      return note
    }
  })

  app.route({
    ...contract.updateTourNote,
    handler: async (request, reply) => {
      const { actor, params, body, id } = request
      const sent = { id: params.id, version: versionFrom(request), text: body.text }
      const note = await updateNote(services, staff(actor), sent, id)
      reply.header('etag', etagOf(note.version))
      return note
    }
  })
}
