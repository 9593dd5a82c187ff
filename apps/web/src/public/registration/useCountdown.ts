import { computed, onBeforeUnmount, onMounted, ref } from 'vue'

/** Whole seconds until a moment, counted down; 0 when it is over. */
export function useCountdown(until: () => number) {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => (timer = setInterval(() => (now.value = Date.now()), 1000)))
  onBeforeUnmount(() => clearInterval(timer))
  return computed(() => Math.max(0, Math.ceil((until() - now.value) / 1000)))
}
