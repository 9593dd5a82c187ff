import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { getCommittee } from '@ponte/schema'
import { transaction } from '../../services.ts'
import { readCommittee } from './committee.queries.ts'

/** The health of the steering committee. */
export const committeeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  app.route({
    ...getCommittee,
    handler: ({ actor }) =>
      transaction(services, actor, (db) => readCommittee(db, services.keys, services.config.timeZone, services.now()))
  })
}
