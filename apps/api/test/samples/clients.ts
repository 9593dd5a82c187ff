import { addClient } from '../clients.ts'
import type { Samples } from './samples.ts'

const idOf = async (product: Parameters<typeof addClient>[0]) => (await addClient(product)).client.id

export const clientSamples: Samples = {
  listClients: () => ({}),
  getClient: async (_subjects, product) => ({ params: { id: await idOf(product) } }),
  createClient: () => ({
    body: { name: 'Instituto de Estatística', scopes: ['statistics:read'], days: 90, requestsPerMinute: 60 }
  }),
  rollClientSecret: async (_subjects, product) => ({ params: { id: await idOf(product) } }),
  revokeClient: async (_subjects, product) => ({ params: { id: await idOf(product) } }),
  createToken: async (_subjects, product) => ({
    body: {
      grant_type: 'client_credentials',
      scope: 'statistics:read',
      client_id: await idOf(product),
      client_secret: 'not the secret'
    }
  }),
  getAuthorizationServer: () => ({})
}
