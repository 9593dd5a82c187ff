import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import { system } from '../../db/actor.ts'
import { sqlState } from '../../db/transaction.ts'
import { transaction } from '../../services.ts'
import { insertCall } from './clients.queries.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The call is over the client's limit and was noted once in this minute already. */
    isUncounted?: boolean
  }
}

/** Keeps the last calls of each client, after the answer went out. */
export const clientCalls = plugin(async (app: FastifyInstance) => {
  const { services } = app
  const running = new Set<Promise<unknown>>()

  app.addHook('onResponse', (request, reply, done) => {
    done()
    const { actor } = request
    if (actor?.kind !== 'client' || request.isUncounted) return
    const route = request.routeOptions.url ?? 'unknown'
    const call = { method: request.method, route, status: reply.statusCode }
    const noting = transaction(services, system('client-calls'), (db) =>
      insertCall(db, actor.id, call, services.now())
    ).catch((error: Error) => request.log.warn({ sqlState: sqlState(error), type: error.name }, 'call not noted'))
    running.add(noting)
    void noting.finally(() => running.delete(noting))
  })
  app.addHook('onClose', async () => void (await Promise.all(running)))
})
