import type { FastifyRequest } from 'fastify'
import { networkPseudonym } from '../platform/sessions/networks.ts'
import type { RequestFacts } from '../services.ts'

/** The facts of a request that commands take. */
export function factsOf(request: FastifyRequest): RequestFacts {
  const { keys } = request.server.services
  let address: string | undefined
  let network: string | undefined
  return {
    requestId: request.id,
    // Few limits ask for them.
    get address() {
      return (address ??= networkPseudonym(keys, request.ip, 'home'))
    },
    get network() {
      return (network ??= networkPseudonym(keys, request.ip, 'provider'))
    }
  }
}
