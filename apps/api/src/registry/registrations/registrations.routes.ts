import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { notices, type Purpose } from '@ponte/schema'
import { idempotencyOf } from '../../db/idempotency.ts'
import { setSessionCookies } from '../../platform/sessions/sessions.cookies.ts'
import { factsOf } from '../../plugins/facts.ts'
import { signAccessToken } from '../../platform/sessions/tokens.ts'
import { noticeText, noticeVersion } from '../consents/notices.rules.ts'
import { createChallenge } from './proof.rules.ts'
import * as commands from './registrations.commands.ts'

export const registrationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  const register = commands.createRegister(services)

  app.route({
    ...contract.listNotices,
    handler: async ({ query }, reply) => {
      const language = query.language ?? 'pt'
      reply.header('cache-control', 'public, max-age=300')
      return {
        items: (Object.keys(notices) as Purpose[]).map((purpose) => ({
          purpose,
          version: noticeVersion(services.config),
          language,
          ...noticeText(services.config, purpose, language)
        }))
      }
    }
  })

  app.route({
    ...contract.getRegistrationChallenge,
    handler: async () => {
      const difficulty = services.config.limits.proofBits
      return { challenge: createChallenge(services.keys, difficulty, services.now()), difficulty }
    }
  })

  app.route({
    ...contract.createRegistration,
    handler: async (request, reply) => {
      const idempotent = idempotencyOf(
        request,
        services.keys,
        request.body.proof?.challenge ?? request.body.helperCode ?? 'nobody'
      )
      reply.code(201)
      return register(request.body, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.confirmRegistration,
    handler: async (request, reply) => {
      const { registration, grant } = await commands.confirm(
        services,
        request.params.id,
        request.body,
        factsOf(request)
      )
      setSessionCookies(reply, services.config, 'registrant', signAccessToken(app, grant), grant.refresh)
      return registration
    }
  })

  app.route({
    ...contract.resendRegistrationCode,
    handler: async (request, reply) => {
      reply.code(202)
      return commands.resend(services, request.params.id, request.body.token, factsOf(request))
    }
  })

  app.route({
    ...contract.mendRegistrationContact,
    handler: async (request, reply) => {
      reply.code(202)
      return commands.mendContact(
        services,
        request.params.id,
        request.body.token,
        request.body.contact,
        factsOf(request)
      )
    }
  })
}
