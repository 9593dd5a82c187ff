import type { RegistrantFilters } from '@ponte/schema'
import { ref, watch, type Ref } from 'vue'

type Position = string | undefined

/** By keyset the server knows the next page only: the way back is remembered here. Opened in its middle, a list goes back to its beginning. */
export function useEarlierPages(
  filters: Readonly<Ref<RegistrantFilters>>,
  cursor: Readonly<Ref<Position>>,
  following: () => string | null | undefined,
  goTo: (position: Position) => unknown
) {
  const earlier = ref<Position[]>([])
  watch(
    () => JSON.stringify(filters.value),
    () => (earlier.value = [])
  )
  function next() {
    earlier.value = [...earlier.value, cursor.value]
    return goTo(following() ?? undefined)
  }
  function previous() {
    const position = earlier.value.at(-1)
    earlier.value = earlier.value.slice(0, -1)
    return goTo(position)
  }
  return { next, previous }
}
