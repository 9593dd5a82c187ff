import type { RegistrantFilters } from '@ponte/schema'
import { computed } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'

/** The filters by their names in the contract, which are also their names in the address. */
export const filterNames = [
  'country',
  'area',
  'status',
  'state',
  'origin',
  'sex',
  'bornFrom',
  'bornTo',
  'registeredFrom',
  'registeredTo',
  'campaignCode',
  'needs'
] as const satisfies readonly (keyof RegistrantFilters)[]
export type FilterName = (typeof filterNames)[number]

const isYear = (name: FilterName) => name === 'bornFrom' || name === 'bornTo'

/** What the server takes; anything else, half typed or from an old link, is as if it were not there. */
const shapes: Partial<Record<FilterName, RegExp>> = {
  country: /^[A-Z]{2}$/,
  area: /^[A-Z]{2}-[A-Z0-9]{1,3}$/,
  bornFrom: /^(19|20)\d\d$/,
  bornTo: /^(19|20)\d\d$/,
  registeredFrom: /^\d{4}-\d\d-\d\d$/,
  registeredTo: /^\d{4}-\d\d-\d\d$/,
  campaignCode: /^[A-Za-z0-9-]{2,24}$/
}

/** The filters of an address. */
export function readFilters(query: LocationQuery): RegistrantFilters {
  const entries = filterNames.flatMap((name) => {
    const text = typeof query[name] === 'string' ? query[name].trim() : ''
    if (!text || shapes[name]?.test(text) === false) return []
    return [[name, isYear(name) ? Number(text) : text]]
  })
  return Object.fromEntries(entries) as RegistrantFilters
}

/** The same as text, for an address. */
export const writeFilters = (filters: RegistrantFilters): Record<string, string> =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = filters[name]
      return value === undefined || value === '' ? [] : [[name, String(value)]]
    })
  )

/** The filters of the list. They stand in the address, so that a link, the way back and a reload keep them. */
export function useRegistrantFilters() {
  const route = useRoute()
  const router = useRouter()
  const filters = computed(() => readFilters(route.query))
  const cursor = computed(() => (typeof route.query.cursor === 'string' ? route.query.cursor : undefined))

  /** Other filters begin on the first page, with no record open. */
  const apply = (next: RegistrantFilters) => router.push({ name: 'registrants', query: writeFilters(next) })
  const remove = (name: string) => apply(without(filters.value, name === 'country' ? ['country', 'area'] : [name]))
  const goTo = (position: string | undefined) =>
    router.push({
      name: 'registrants',
      query: { ...writeFilters(filters.value), ...(position ? { cursor: position } : {}) }
    })

  return { filters, cursor, apply, remove, clear: () => apply({}), goTo }
}

const without = (filters: RegistrantFilters, names: readonly string[]): RegistrantFilters =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name)))
