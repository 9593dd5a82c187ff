import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Action, ActionStatus, Input } from '@ponte/schema'
import { computed } from 'vue'
import { call } from '../../client'

export type Show = (typeof contract.actionFilters)[number]

/** Actions: what is to be done by when it is due, then the others. */
export function useActions(show: () => Show) {
  const query = useQuery({
    key: () => [contract.listActions.url, show()],
    query: () => call(contract.listActions, { querystring: { show: show() } })
  })
  return { ...query, actions: computed(() => query.data.value?.items ?? []) }
}

export const useAction = (id: () => string) =>
  useQuery({
    key: () => [contract.getAction.url, id()],
    query: () => call(contract.getAction, { params: { id: id() } })
  })

/** The institutions that an action can be given to. */
export function useSeatOptions() {
  const { data } = useQuery({ key: [contract.listSeats.url], query: () => call(contract.listSeats) })
  return computed(() =>
    (data.value?.items ?? [])
      .filter(({ endedOn }) => !endedOn)
      .map(({ id, institution }) => ({ value: id, label: institution }))
  )
}

export function useActionChanges() {
  const cache = useQueryCache()
  const stale = [contract.listActions, contract.getAction, contract.getCommittee, contract.listDecisions]
  const after = async <T>(work: Promise<T>) => {
    const made = await work
    await Promise.all(stale.map(({ url }) => cache.invalidateQueries({ key: [url] })))
    return made
  }
  return {
    create: (body: Input<typeof contract.createAction>['body']) => after(call(contract.createAction, { body })),
    change: ({ id, version }: Action, body: Input<typeof contract.updateAction>['body']) =>
      after(call(contract.updateAction, { params: { id }, body }, { ifMatch: `"${version}"` }))
  }
}

/** How a status looks in a list; what is late is said before all else. */
export const statusKind = ({ status, isOverdue }: { status: ActionStatus; isOverdue: boolean }) =>
  isOverdue ? 'danger' : ({ open: 'warn', 'in-progress': 'work', done: 'ok', dropped: 'plain' } as const)[status]
