import { useQuery, useQueryCache } from '@pinia/colada'
import {
  countRegistrants,
  getRegistrant,
  listRegistrantHistory,
  listRegistrants,
  type RegistrantFilters,
  type RegistrantRow
} from '@ponte/schema'
import { ref, shallowRef, type Ref } from 'vue'
import { call, callWithMeta } from '../../client'
import { searchPeople } from './findPeople'

/** One page of the list and how many there are in all. */
export function useRegistrantList(
  filters: Readonly<Ref<RegistrantFilters>>,
  cursor: Readonly<Ref<string | undefined>>
) {
  const list = useQuery({
    key: () => [listRegistrants.url, { ...filters.value, cursor: cursor.value ?? null }],
    query: ({ signal }) =>
      call(listRegistrants, { querystring: { ...filters.value, cursor: cursor.value } }, { signal }),
    placeholderData: (previous) => previous
  })
  const count = useQuery({
    key: () => [countRegistrants.url, { ...filters.value }],
    query: ({ signal }) => call(countRegistrants, { querystring: filters.value }, { signal })
  })
  return { list, count }
}

/** People by name, reference or contact. What was typed lives in this page only. */
export function useRegistrantSearch() {
  const text = ref('')
  const found = shallowRef<RegistrantRow[]>()
  const searched = ref('')
  const busy = ref(false)
  const error = shallowRef<unknown>()

  async function search() {
    const typed = text.value.trim()
    error.value = undefined
    if (typed.length < 2) return clear()
    busy.value = true
    try {
      found.value = await searchPeople(typed)
      searched.value = typed
    } catch (failure) {
      error.value = failure
    } finally {
      busy.value = false
    }
  }
  function clear() {
    text.value = ''
    searched.value = ''
    found.value = undefined
  }
  return { text, found, searched, busy, error, search, clear }
}

/**
 * One record with its version. Every reading is noted, and the person can see it: so it is read when it is opened, and not
 * again because somebody came back to the window.
 */
export const useRegistrant = (id: () => string) =>
  useQuery({
    key: () => [getRegistrant.url, id()],
    query: ({ signal }) => callWithMeta(getRegistrant, { params: { id: id() } }, { signal }),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false
  })

/** Who looked at the record or changed it. */
export const useRegistrantHistory = (id: () => string) =>
  useQuery({
    key: () => [listRegistrantHistory.url, id()],
    query: ({ signal }) => call(listRegistrantHistory, { params: { id: id() } }, { signal }),
    refetchOnWindowFocus: false
  })

/** After a change: what is shown of this person, and the lists with them in it, are asked for again. */
export function useRegistrantChanges() {
  const cache = useQueryCache()
  return (id?: string) =>
    Promise.all([
      ...(id
        ? [
            cache.invalidateQueries({ key: [getRegistrant.url, id] }),
            cache.invalidateQueries({ key: [listRegistrantHistory.url, id] })
          ]
        : []),
      cache.invalidateQueries({ key: [listRegistrants.url] }),
      cache.invalidateQueries({ key: [countRegistrants.url] })
    ])
}
