import { onBeforeUnmount, onMounted, ref } from 'vue'

/** Is there a connection, as far as the browser knows? What the server rendered assumes there is. */
export function useOnline() {
  const online = ref(true)
  const look = () => (online.value = navigator.onLine)
  onMounted(() => {
    look()
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('online', look)
    window.removeEventListener('offline', look)
  })
  return online
}
