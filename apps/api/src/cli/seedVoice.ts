import type { FastifyInstance } from 'fastify'
import { system } from '../db/actor.ts'
import { insertSession } from '../platform/sessions/sessions.queries.ts'
import { signAccessToken } from '../platform/sessions/tokens.ts'
import { transaction, type Services } from '../services.ts'
import { identities } from './seedIdentities.ts'

/** Somebody who asks the API in their own name. Anything but success is thrown. */
export function voiceOf(app: FastifyInstance, services: Services) {
  const tokens = new Map<string, string>()
  const tokenOf = async (identity: string) => {
    const { kind, id } = identities.find((one) => one.identity === identity)!
    const session = await transaction(services, system('seed'), (db) =>
      insertSession(db, services.keys, services.now(), kind, id)
    )
    return signAccessToken(app, session)
  }
  return async <T>(
    identity: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    payload?: object,
    headers: Record<string, string> = {}
  ): Promise<T> => {
    if (!tokens.has(identity)) tokens.set(identity, await tokenOf(identity))
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${tokens.get(identity)}`, ...headers },
      ...(payload ? { payload } : {})
    })
    if (answer.statusCode >= 300)
      throw new Error(`The story stops at ${identity} ${method} ${url}: ${answer.statusCode} ${answer.body}`)
    return answer.json<T>()
  }
}
export type Voice = ReturnType<typeof voiceOf>
export type Day = (fromToday: number) => string

export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
