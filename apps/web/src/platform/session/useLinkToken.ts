import { computed } from 'vue'
import { useRoute } from 'vue-router'

/** The secret of a one-time link. It stands behind the `#`, which browsers send to no server. */
export function useLinkToken() {
  const route = useRoute()
  return computed(() => /^#([\w-]{43})$/.exec(route.hash)?.[1])
}
