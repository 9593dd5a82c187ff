import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import { isOpenTo, scopeNames } from '@ponte/schema'
import { sqlState } from '../db/transaction.ts'
import { problems, toProblem, type Problem } from '../problems.ts'

/** Writes a problem. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply) {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
  const challenge = challengeOf(problem, request)
  if (challenge) reply.header('www-authenticate', challenge)
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problem.toJSON(request.id))
}

/** RFC 6750 §3: what a machine is told of its token. */
function challengeOf({ kind }: Problem, { headers, actor, routeOptions }: FastifyRequest): string | null {
  const realm = 'Bearer realm="ponte"'
  if (kind === 'not-signed-in') return headers.authorization ? `${realm}, error="invalid_token"` : realm
  if (kind !== 'not-permitted' || actor?.kind !== 'client') return null
  const wanted = scopeNames.filter((name) => isOpenTo([name], routeOptions.config.permission!))
  const scope = wanted.length > 0 ? `, scope="${wanted.join(' ')}"` : ''
  return `${realm}, error="insufficient_scope"${scope}`
}

/** One handler writes every error; what was not foreseen goes into the log with its stack, and nowhere else. */
export const errors = plugin(async (app: FastifyInstance) => {
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error)
    if (problem.status === 500) request.log.error({ err: error }, 'unforeseen error')
    else if (problem.status === 503)
      request.log.warn({ sqlState: sqlState(error), type: (error as Error).name }, 'not available')
    return sendProblem(problem, request, reply)
  })
  app.setNotFoundHandler((request, reply) => sendProblem(problems.notFound(), request, reply))
})
