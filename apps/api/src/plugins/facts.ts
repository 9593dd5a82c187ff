import type { FastifyRequest } from 'fastify'
import { networkPseudonym } from '../platform/sessions/networks.ts'
import type { RequestFacts } from '../services.ts'

/** The facts of a request that commands take. */
export function factsOf(request: FastifyRequest): RequestFacts {
  const { keys } = request.server.services
  return {
    requestId: request.id,
    address: networkPseudonym(keys, request.ip, 'home'),
    network: networkPseudonym(keys, request.ip, 'provider')
  }
}
