import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { readArrivals, readCampaigns, readResults } from './results.commands.ts'

/** What campaigns brought. */
export const resultRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  app.route({ ...contract.listCampaigns, handler: ({ actor }) => readCampaigns(services, actor) })
  app.route({
    ...contract.getCampaignResults,
    handler: ({ actor, params }) => readResults(services, actor, params.id)
  })
  app.route({ ...contract.getArrivals, handler: () => readArrivals(services) })
}
