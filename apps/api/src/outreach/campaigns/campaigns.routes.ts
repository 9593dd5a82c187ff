import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { factsOf } from '../../plugins/facts.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import * as commands from './campaigns.commands.ts'
import { findCampaign } from './campaigns.queries.ts'

/** Campaigns as they are planned; what they brought is in `results`. */
export const campaignRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.getCampaign,
    handler: async ({ actor, params }, reply) => {
      const campaign = await transaction(services, actor, (db) => findCampaign(db, params.id))
      if (!campaign) throw problems.notFound()
      return reply.header('etag', etagOf(campaign.version)).send(campaign)
    }
  })

  app.route({
    ...contract.createCampaign,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.createCampaign(services, request.actor, request.body, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.updateCampaign,
    handler: async (request, reply) => {
      const { actor, params, body } = request
      const campaign = await commands.updateCampaign(
        services,
        actor,
        params.id,
        versionFrom(request),
        body,
        factsOf(request)
      )
      return reply.header('etag', etagOf(campaign.version)).send(campaign)
    }
  })

  app.route({
    ...contract.finishCampaign,
    handler: (request) => commands.finishCampaign(services, request.actor, request.params.id, factsOf(request))
  })
}
