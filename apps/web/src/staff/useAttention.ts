import { onBeforeUnmount, onMounted } from 'vue'

/** Nobody has touched anything for so long: likely nobody looks any more. */
const ABSENT_MS = 15 * 60_000
const signs = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const

/**
 * Does something again and again while the page is in sight and somebody is there. A page left open overnight asks for
 * nothing, so that the session of whoever left it ends as it should.
 */
export function useAttention(everyMs: number, act: () => void) {
  let last = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const notice = () => (last = Date.now())
  onMounted(() => {
    for (const sign of signs) window.addEventListener(sign, notice, { passive: true, capture: true })
    timer = setInterval(() => !document.hidden && Date.now() - last < ABSENT_MS && act(), everyMs)
  })
  onBeforeUnmount(() => {
    for (const sign of signs) window.removeEventListener(sign, notice, { capture: true })
    clearInterval(timer)
  })
}
