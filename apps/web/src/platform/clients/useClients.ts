import { useQuery, useQueryCache } from '@pinia/colada'
import {
  createClient,
  getClient,
  listClients,
  revokeClient,
  rollClientSecret,
  type Client,
  type Input
} from '@ponte/schema'
import { computed } from 'vue'
import { call } from '../../client'
import { useRepeatKey } from '../../composables/useRepeatKey'

/** The clients of the API, newest first. */
export function useClients() {
  const query = useQuery({ key: [listClients.url], query: () => call(listClients) })
  return { ...query, clients: computed(() => query.data.value?.items ?? []) }
}

/** One client with its last calls. */
export const useClient = (id: () => string) =>
  useQuery({
    key: () => [getClient.url, id()],
    query: ({ signal }) => call(getClient, { params: { id: id() } }, { signal })
  })

export function useClientChanges() {
  const cache = useQueryCache()
  const keyOf = useRepeatKey()
  const refresh = async () => {
    await cache.invalidateQueries({ key: [listClients.url] })
    await cache.invalidateQueries({ key: [getClient.url] })
  }
  return {
    create: async (body: Input<typeof createClient>['body']) => {
      const made = await call(createClient, { body }, { idempotencyKey: keyOf(body) })
      await refresh()
      return made
    },
    roll: async (id: string) => {
      const made = await call(rollClientSecret, { params: { id } })
      await refresh()
      return made
    },
    revoke: async (id: string) => {
      await call(revokeClient, { params: { id } })
      await refresh()
    }
  }
}

export type ClientState = 'live' | 'soon' | 'over' | 'revoked'
/** Time enough to tell the people who run the other system. */
const SOON_MS = 30 * 86_400_000

/** Is a client let in, and for how long? */
export function stateOf({ expiresAt, revokedAt }: Pick<Client, 'expiresAt' | 'revokedAt'>, now: Date): ClientState {
  if (revokedAt) return 'revoked'
  const left = new Date(expiresAt).getTime() - now.getTime()
  if (left <= 0) return 'over'
  return left < SOON_MS ? 'soon' : 'live'
}

export const stateKinds = { live: 'ok', soon: 'warn', over: 'plain', revoked: 'plain' } as const
