import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { listReferences } from '@ponte/schema'
import { readReferences } from './references.commands.ts'

/** Outside figures, beside those of the registry. */
export const referenceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.route({
    ...listReferences,
    handler: ({ actor, query }) => readReferences(app.services, actor, query.language ?? 'pt')
  })
}
