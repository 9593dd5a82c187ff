import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { self, staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as calls from './alertCalls.commands.ts'
import * as commands from './alerts.commands.ts'

const PAGE_SIZE = 50

/** Alerts of staff, and the answers to them. */
export const alertRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({ ...contract.listAlerts, handler: ({ actor }) => commands.readAlerts(services, staff(actor)) })

  app.route({
    ...contract.countAlertReach,
    handler: ({ actor, query }) => commands.readReach(services, staff(actor), query)
  })

  app.route({
    ...contract.getAlert,
    handler: ({ actor, params }) => commands.readAlert(services, staff(actor), params.id)
  })

  app.route({
    ...contract.proposeAlert,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.propose(services, staff(request.actor), request.body, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.declareAlert,
    handler: (request) => commands.move(services, staff(request.actor), request.params.id, 'declare', factsOf(request))
  })

  app.route({
    ...contract.dropAlert,
    handler: (request) => commands.move(services, staff(request.actor), request.params.id, 'drop', factsOf(request))
  })

  app.route({
    ...contract.endAlert,
    handler: (request) => commands.move(services, staff(request.actor), request.params.id, 'end', factsOf(request))
  })

  app.route({
    ...contract.listAlertPeople,
    handler: (request) => {
      const { list, cursor, limit = PAGE_SIZE } = request.query
      const page = { list, cursor, limit }
      return commands.readPeople(services, staff(request.actor), request.params.id, page, factsOf(request))
    }
  })

  app.route({
    ...contract.handleAlertPerson,
    handler: (request) => {
      const { id, registrantId } = request.params
      return commands.handle(services, staff(request.actor), id, registrantId, factsOf(request))
    }
  })

  app.route({ ...contract.listMyAlerts, handler: ({ actor }) => calls.listMine(services, self(actor)) })

  app.route({
    ...contract.answerMyAlert,
    handler: (request) => {
      const { actor, params, body } = request
      return calls.answerMine(services, self(actor), params.id, body.answer, factsOf(request))
    }
  })

  app.route({
    ...contract.openAlertCall,
    handler: (request) => calls.openCall(services, request.body.token, factsOf(request))
  })

  app.route({
    ...contract.answerAlertCall,
    handler: (request) => calls.answerCall(services, request.body.token, request.body.answer, factsOf(request))
  })
}
