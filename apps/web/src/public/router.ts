import { createRouter, type RouteRecordRaw, type RouterHistory } from 'vue-router'
import { focusHeading, scrollBehavior } from '../composables/afterNavigation'
import type { Deployment } from '../deployment'
import { languageOf, languages, loadTexts, speak, type Language, type Texts } from '../i18n'
import { routeName, type PublicPage } from './page'
import { textsOf } from './texts'

const found = import.meta.glob<PublicPage[]>('./*/*.pages.ts', { eager: true, import: 'pages' })

/** All public pages but the one for addresses that lead nowhere. */
export const publicPages = Object.values(found).flat()

const notFound: PublicPage = {
  name: 'notFound',
  path: '/:rest(.*)*',
  page: () => import('./NotFoundPage.vue'),
  title: 'site.notFound.title'
}

/** The address of a page in a language: `/registar`, `/en/register`. */
export function pathOf({ path }: PublicPage, language: Language) {
  const own = typeof path === 'string' ? path : path[language]
  return language === languages[0] ? own : `/${language}${own === '/' ? '' : own}`
}

const routes: RouteRecordRaw[] = [...publicPages, notFound].flatMap((page) =>
  languages.map((language) => ({
    name: routeName(language, page.name),
    path: pathOf(page, language),
    component: page.page,
    meta: { language, publicPage: page }
  }))
)

/** The public pages: texts of the right language are there before a page is, and the title follows. */
export function createPublicRouter(history: RouterHistory, texts: Texts, deployment: Deployment) {
  const router = createRouter({ history, routes, scrollBehavior })
  router.beforeResolve(async ({ meta }) => {
    const language = meta.language ?? languages[0]
    await loadTexts(texts, language, textsOf(meta.publicPage?.texts ?? [], language))
    speak(texts, language)
  })
  if (typeof document !== 'undefined') {
    focusHeading(router)
    router.afterEach(({ meta }) => {
      if (meta.publicPage) document.title = titleOf(meta.publicPage, texts, deployment)
    })
  }
  return router
}

export function titleOf(page: PublicPage, texts: Texts, deployment: Deployment) {
  const language = languageOf(texts.locale.value)
  return `${texts.t(page.title)} – ${deployment.name}, ${deployment.owner[language]}`
}
