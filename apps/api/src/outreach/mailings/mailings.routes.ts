import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import * as commands from './mailings.commands.ts'
import { unsubscribe } from './unsubscribe.commands.ts'

/** Mailings, from the draft to what became of each message; and the way out of them. */
export const mailingRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({ ...contract.listMailings, handler: ({ actor }) => commands.readMailings(services, staff(actor)) })

  app.route({
    ...contract.getMailing,
    handler: async ({ actor, params }, reply) => {
      const mailing = await commands.readMailing(services, staff(actor), params.id)
      return reply.header('etag', etagOf(mailing.version)).send(mailing)
    }
  })

  app.route({
    ...contract.createMailing,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.createMailing(services, staff(request.actor), request.body, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.mailAnnouncement,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      const { actor, params } = request
      return commands.mailAnnouncement(services, staff(actor), params.id, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.updateMailing,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      const version = versionFrom(request)
      const mailing = await commands.updateMailing(services, staff(actor), params.id, version, body, factsOf(request))
      return reply.header('etag', etagOf(mailing.version)).send(mailing)
    }
  })

  app.route({
    ...contract.countMailingReach,
    handler: ({ actor, params }) => commands.readReach(services, staff(actor), params.id)
  })

  app.route({
    ...contract.testMailing,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      await commands.testMailing(services, staff(actor), params.id, body.language, factsOf(request))
      return reply.code(202).send({ accepted: true })
    }
  })

  for (const [endpoint, act] of [
    [contract.proposeMailing, 'propose'],
    [contract.reviseMailing, 'revise'],
    [contract.approveMailing, 'approve'],
    [contract.stopMailing, 'stop'],
    [contract.resendUnknown, 'resendUnknown']
  ] as const)
    app.route({
      ...endpoint,
      handler: (request) => {
        // Who approves has read a text; the one that they read is sent, and none that was written meanwhile.
        const one = { id: request.params.id, ...(act === 'approve' ? { version: versionFrom(request) } : {}) }
        return commands.moveMailing(services, staff(request.actor), one, act, factsOf(request))
      }
    })

  app.route({
    ...contract.unsubscribe,
    handler: (request) => unsubscribe(services, request.body.token, factsOf(request))
  })

  // Mail programs send the form of RFC 8058; what it says is known already.
  await app.register(async (forms) => {
    forms.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, _body, done) =>
      done(null, undefined)
    )
    forms.route({
      ...contract.unsubscribeOneClick,
      handler: (request) => unsubscribe(services, (request.params as { token: string }).token, factsOf(request))
    })
  })
}
