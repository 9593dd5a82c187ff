import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { downloadTable, getDashboard } from '@ponte/schema'
import { readDashboard } from './dashboard.commands.ts'
import { makeTableFile } from './dashboard.files.ts'

/** The figures of the registry, on screen and as files. */
export const dashboardRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({ ...getDashboard, handler: ({ actor, query }) => readDashboard(services, actor, query.language ?? 'pt') })

  app.route({
    ...downloadTable,
    handler: async ({ actor, params, query, id }, reply) => {
      const file = await makeTableFile(services, actor, { ...params, language: query.language ?? 'pt', requestId: id })
      return reply
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .type(file.type)
        .send(file.content as unknown as Blob)
    }
  })
}
