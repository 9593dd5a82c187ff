import { nextTick } from 'vue'
import type { RouteLocationNormalized, Router, RouterScrollBehavior } from 'vue-router'

/** Back returns to where one was; a new page starts at its top; other filters of the same page move nothing. */
export const scrollBehavior: RouterScrollBehavior = (to, from, saved) => {
  if (saved) return saved
  if (to.hash) return { el: to.hash }
  return to.name === from.name ? false : { left: 0, top: 0 }
}

/** After a new page the focus goes to its heading, as it would after a full load: a screen reader starts there. */
export function focusHeading(router: Router, selector: (to: RouteLocationNormalized) => string = () => 'main h1') {
  router.afterEach(async (to, from, failure) => {
    if (failure || !from.matched.length || to.path === from.path) return
    await nextTick()
    // The page may still be on its way into the document when the router is ready.
    requestAnimationFrame(() => {
      const heading = document.querySelector<HTMLElement>(selector(to))
      heading?.setAttribute('tabindex', '-1')
      heading?.focus({ preventScroll: true })
    })
  })
}
