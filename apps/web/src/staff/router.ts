import { createRouter, type RouteRecordRaw, type RouterHistory } from 'vue-router'
import { focusHeading, scrollBehavior } from '../composables/afterNavigation'
import { loadTexts, type TextFiles, type Texts } from '../i18n'
import { readLanguage } from './language'
import { staffPages } from './pages'
import { useSession } from './session'

const frameTexts: TextFiles = import.meta.glob('../locales/*/{ui,frame,problems,session}.json')

const routes: RouteRecordRaw[] = [
  ...staffPages.map(({ page, wing }): RouteRecordRaw => ({
    name: page.name,
    path: `/equipa${page.path && `/${page.path}`}`,
    components: page.panel ? { default: page.page, panel: page.panel } : { default: page.page },
    meta: { staffPage: page, wing }
  })),
  { name: 'notFound', path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue') }
]

/** The staff pages: who may not enter is shown the door before anything of the page is loaded. */
export function createStaffRouter(history: RouterHistory, texts: Texts) {
  const router = createRouter({ history, routes, scrollBehavior })

  router.beforeEach(async (to) => {
    const session = useSession()
    const permission = to.meta.staffPage?.permission
    if (!session.isKnown) await session.load()
    if (session.failure) return true
    if (to.name === 'signIn' && session.isStaff) return { name: 'start' }
    if (!permission || session.may(permission)) return true
    if (!session.isStaff) return { name: 'signIn', query: { para: to.fullPath } }
    return { name: 'notFound', params: { rest: to.path.slice(1).split('/') } }
  })

  router.beforeResolve(async ({ meta }) => {
    const language = readLanguage()
    await Promise.all([loadTexts(texts, language, frameTexts), loadTexts(texts, language, meta.staffPage?.texts ?? {})])
  })

  router.afterEach(({ meta }) => {
    const page = meta.staffPage
    document.title = page ? `${texts.t(`frame.pages.${page.name}`)} – Ponte` : 'Ponte'
  })
  focusHeading(router, (to) => (to.meta.staffPage?.panel ? '.side h2' : 'main h1'))
  return router
}
