import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TokenErrorCode } from '@ponte/schema'
import { toProblem } from '../../problems.ts'

/** What RFC 6749 §5.2 has machines told by the token endpoint. */
export class TokenProblem extends Error {
  readonly code: TokenErrorCode
  readonly status: number

  constructor(code: TokenErrorCode, status: number, description: string) {
    super(description)
    this.code = code
    this.status = status
  }
}

export const tokenProblems = {
  grant: () => new TokenProblem('unsupported_grant_type', 400, 'Only client_credentials is supported.'),
  client: () => new TokenProblem('invalid_client', 401, 'The client is not known, over, or its secret is not right.'),
  scope: () => new TokenProblem('invalid_scope', 400, 'The client does not have one of these scopes.'),
  request: (description: string) => new TokenProblem('invalid_request', 400, description)
}

/** The same things go wrong here as anywhere; only the shape is another. */
function toTokenProblem(error: unknown): { problem: TokenProblem; retryAfterSeconds?: number | undefined } {
  if (error instanceof TokenProblem) return { problem: error }
  const { status, message, retryAfterSeconds } = toProblem(error)
  if (status === 429 || status >= 500)
    return { problem: new TokenProblem('temporarily_unavailable', status, message), retryAfterSeconds }
  return { problem: tokenProblems.request(status === 401 ? 'The request could not be read.' : message) }
}

/** Writes an error of the token endpoint. */
export function sendTokenError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { problem, retryAfterSeconds } = toTokenProblem(error)
  if (problem.status === 500) request.log.error({ err: error }, 'unforeseen error')
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  if (problem.status === 401) reply.header('www-authenticate', 'Basic realm="ponte", charset="UTF-8"')
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({ error: problem.code, error_description: problem.message })
}
