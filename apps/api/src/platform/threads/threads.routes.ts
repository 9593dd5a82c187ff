import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { staff } from '../../plugins/actors.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as commands from './threads.commands.ts'
import type { ThreadSource } from './threadSources.ts'

/** Where things came from and what came of them. */
export const threadRoutes: FastifyPluginAsyncTypebox<{ sources: readonly ThreadSource[] }> = async (
  app,
  { sources }
) => {
  const { services } = app

  app.route({
    ...contract.getThread,
    handler: ({ actor, params }) => commands.readThread(services, sources, staff(actor), params)
  })

  app.route({
    ...contract.listOrigins,
    handler: ({ actor, params }) => commands.readOrigins(services, sources, staff(actor), params)
  })

  app.route({
    ...contract.addOrigin,
    handler: (request) => {
      const { actor, params, body } = request
      const change = { child: params, parent: body, act: 'add' } as const
      return commands.changeOrigin(services, sources, staff(actor), change, factsOf(request))
    }
  })

  app.route({
    ...contract.removeOrigin,
    handler: (request) => {
      const { actor, params, body } = request
      const change = { child: params, parent: body, act: 'remove' } as const
      return commands.changeOrigin(services, sources, staff(actor), change, factsOf(request))
    }
  })
}
