import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { factsOf } from '../../plugins/facts.ts'
import { officer } from '../registrants/registrants.commands.ts'
import * as commands from './assistance.commands.ts'

export const assistanceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.setRegistrantContact,
    handler: (request) =>
      commands.setContact(services, officer(request.actor), request.params.id, request.body, factsOf(request))
  })

  app.route({
    ...contract.setRegistrantConsent,
    handler: (request) => {
      const { id, purpose } = request.params
      return commands.setConsentFor(
        services,
        officer(request.actor),
        id,
        { purpose, ...request.body },
        factsOf(request)
      )
    }
  })

  app.route({
    ...contract.changeRegistrantState,
    handler: (request) =>
      commands.changeStateFor(services, officer(request.actor), request.params.id, request.body, factsOf(request))
  })

  app.route({
    ...contract.claimRegistrant,
    handler: (request) =>
      commands.claimFor(services, officer(request.actor), request.params.id, request.body, factsOf(request))
  })

  app.route({
    ...contract.eraseRegistrant,
    handler: (request) =>
      commands.eraseFor(services, officer(request.actor), request.params.id, request.body.reason, factsOf(request))
  })
}
