import { onBeforeUnmount, onMounted, shallowRef } from 'vue'

/** Texts that every step after the first needs. */
export const laterTexts = ['registration', 'steps', 'person', 'refusals']

const later = shallowRef<typeof import('./laterSteps')>()
let loading: Promise<unknown> | undefined

/** Loads the steps after the first, once. A failure is tried again the next time. */
export function loadLaterSteps(): Promise<unknown> {
  loading ??= import('./laterSteps').then(
    (steps) => (later.value = steps),
    (error: unknown) => {
      loading = undefined
      throw error
    }
  )
  return loading
}

/** The steps after the first, once they are there. */
export const useLaterSteps = () => later

/** What somebody does who begins: on a page that is only read, none of it happens. */
const touches = ['pointerdown', 'keydown', 'focusin'] as const

/**
 * Does something at the first touch, and again when the line comes back: whoever only reads the first page loads no more
 * than it, and whoever begins has the rest of the way at once, so that the line may break in between.
 */
export function onFirstTouch(act: () => void) {
  const stop = () => touches.forEach((touch) => window.removeEventListener(touch, begin))
  function begin() {
    stop()
    window.addEventListener('online', act)
    act()
  }
  onMounted(() => touches.forEach((touch) => window.addEventListener(touch, begin)))
  onBeforeUnmount(() => {
    stop()
    window.removeEventListener('online', act)
  })
}
