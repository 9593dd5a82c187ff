import { onMounted, ref } from 'vue'

/**
 * Is the page alive? What the server rendered can be read before; but a form that the browser itself sent would put the
 * answers into the address, so its button does nothing yet.
 */
export function useAlive() {
  const alive = ref(false)
  onMounted(() => (alive.value = true))
  return alive
}
