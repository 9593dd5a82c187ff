import { useQuery, useQueryCache } from '@pinia/colada'
import { createHelper, listHelpers, revokeHelper, type Helper, type Input } from '@ponte/schema'
import { computed } from 'vue'
import { call } from '../../client'

/** The helpers of the own post, newest first. */
export function useHelpers() {
  const query = useQuery({ key: [listHelpers.url], query: () => call(listHelpers) })
  return { ...query, helpers: computed(() => query.data.value?.items ?? []) }
}

export function useHelperChanges() {
  const cache = useQueryCache()
  const refresh = () => cache.invalidateQueries({ key: [listHelpers.url] })
  return {
    create: async (body: Input<typeof createHelper>['body']) => {
      const made = await call(createHelper, { body })
      await refresh()
      return made
    },
    revoke: async (id: string) => {
      await call(revokeHelper, { params: { id } })
      await refresh()
    }
  }
}

export type HelperState = 'usable' | 'full' | 'over' | 'revoked'

/** Why a code is good for another registration, or is not. */
export function stateOf(
  { quota, used, expiresAt, revokedAt }: Pick<Helper, 'quota' | 'used' | 'expiresAt' | 'revokedAt'>,
  now: Date
): HelperState {
  if (revokedAt) return 'revoked'
  if (new Date(expiresAt) <= now) return 'over'
  return used >= quota ? 'full' : 'usable'
}
