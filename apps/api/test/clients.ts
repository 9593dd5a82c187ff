import type { Client, Scope } from '@ponte/schema'
import { system } from '../src/db/actor.ts'
import { insertClient } from '../src/platform/clients/clients.queries.ts'
import { transaction } from '../src/services.ts'
import type { TestProduct } from './harness.ts'

export interface Machine {
  client: Client
  secret: string
}

/** A client of the API, as an administrator made it. */
export const addClient = (
  { services }: TestProduct,
  scopes: Scope[] = ['statistics:read', 'posts:read'],
  { requestsPerMinute = 6000, days = 30 } = {}
): Promise<Machine> =>
  transaction(services, system('test'), (db) =>
    insertClient(
      db,
      services.keys,
      {
        name: 'Instituto de Estatística',
        scopes,
        requestsPerMinute,
        expiresAt: new Date(services.now().getTime() + days * 86_400_000),
        createdBy: '00000000-0000-4000-8000-000000000000'
      },
      services.now()
    )
  )

/** The answer to a request for a token. */
export const askToken = (product: TestProduct, { client, secret }: Machine, more: object = {}) =>
  product.app.inject({
    method: 'POST',
    url: '/api/v1/oauth/token',
    payload: { grant_type: 'client_credentials', client_id: client.id, client_secret: secret, ...more }
  })

/** The headers of a machine that got itself a token. */
export async function headersOf(product: TestProduct, machine: Machine): Promise<{ authorization: string }> {
  const answer = await askToken(product, machine)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return { authorization: `Bearer ${answer.json<{ access_token: string }>().access_token}` }
}
