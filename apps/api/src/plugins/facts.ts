import type { FastifyRequest } from 'fastify'
import type { RequestFacts } from '../services.ts'

/** The facts of a request that commands take. */
export const factsOf = (request: FastifyRequest): RequestFacts => ({ requestId: request.id, address: request.ip })
