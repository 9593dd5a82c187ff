import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import type { RecordChanges } from '@ponte/schema'
import { clearSessionCookies } from '../../platform/sessions/sessions.cookies.ts'
import { answerWithSession } from '../../platform/sessions/sessions.answer.ts'
import { self } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { transaction } from '../../services.ts'
import { setMyConsent } from './consent.commands.ts'
import * as contacts from './contact.commands.ts'
import { claimMyRecord } from './majority.commands.ts'
import { downloadMyRecord, type RecordSection } from './download.commands.ts'
import { eraseMyRecord } from './erasure.commands.ts'
import { listHistory } from '../registrants/history.queries.ts'
import * as commands from './record.commands.ts'
import * as signIn from './signIn.commands.ts'
import { changeMyState } from './state.commands.ts'

export const recordRoutes: FastifyPluginAsyncTypebox<{ sections: readonly RecordSection[] }> = async (
  app,
  { sections }
) => {
  const { services } = app

  app.route({
    ...contract.requestSignInCode,
    handler: async (request, reply) => {
      reply.code(202)
      return signIn.requestSignInCode(services, request.body.contact, request.body.language ?? 'pt', factsOf(request))
    }
  })

  app.route({
    ...contract.signInRegistrant,
    handler: async (request, reply) =>
      answerWithSession(app, reply, await signIn.signInRegistrant(services, request.body, factsOf(request)))
  })

  app.route({
    ...contract.getMyRecord,
    handler: async ({ actor }, reply) => {
      const record = await commands.getMyRecord(services, self(actor))
      reply.header('etag', etagOf(record.version))
      return record
    }
  })

  app.route({
    ...contract.updateMyRecord,
    handler: async (request, reply) => {
      const changes = request.body as RecordChanges
      const record = await commands.updateMyRecord(
        services,
        self(request.actor),
        versionFrom(request),
        changes,
        factsOf(request)
      )
      reply.header('etag', etagOf(record.version))
      return record
    }
  })

  app.route({
    ...contract.requestContactChange,
    handler: async (request, reply) => {
      reply.code(202)
      const { actor, body, headers } = request
      const language = /^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'pt'
      return contacts.requestContactChange(services, self(actor), body.contact, language, factsOf(request))
    }
  })

  app.route({
    ...contract.confirmContactChange,
    handler: (request) => contacts.confirmContactChange(services, self(request.actor), request.body, factsOf(request))
  })

  app.route({
    ...contract.affirmMyRecord,
    handler: (request) => commands.affirmMyRecord(services, self(request.actor), factsOf(request))
  })

  app.route({
    ...contract.setMyConsent,
    handler: (request) =>
      setMyConsent(services, self(request.actor), { ...request.params, ...request.body }, factsOf(request))
  })

  app.route({
    ...contract.changeMyState,
    handler: (request) => changeMyState(services, self(request.actor), request.body, factsOf(request))
  })

  app.route({
    ...contract.claimMyRecord,
    handler: (request) => claimMyRecord(services, self(request.actor), factsOf(request))
  })

  app.route({
    ...contract.listMyHistory,
    handler: async ({ actor }) => ({
      items: await transaction(services, actor, (db) =>
        listHistory(db, services.keys, actor, self(actor).id, { nameStaff: false })
      )
    })
  })

  app.route({
    ...contract.downloadMyRecord,
    handler: async (request, reply) => {
      const copy = await downloadMyRecord(services, self(request.actor), factsOf(request), sections)
      reply.header('content-disposition', `attachment; filename="ponte-${copy.record.reference}.json"`)
      return copy
    }
  })

  app.route({
    ...contract.eraseMyRecord,
    handler: async (request, reply) => {
      const actor = self(request.actor)
      const receipt = await eraseMyRecord(services, actor, factsOf(request))
      if (actor.sessionId) app.forgetSession(actor.sessionId)
      clearSessionCookies(reply, services.config)
      return receipt
    }
  })
}
