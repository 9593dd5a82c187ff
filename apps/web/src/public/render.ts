import { renderToString } from 'vue/server-renderer'
import { createMemoryHistory } from 'vue-router'
import { defaultDeployment, type Deployment } from '../deployment'
import { languages, tagOf, type Language } from '../i18n'
import { createPublicApp } from './app'
import type { Rendered } from './document'
import { pathOf, publicPages, titleOf } from './router'
import { textModules } from './texts'

export { renderDocument, type Manifest, type Rendered } from './document'

/** The addresses of the pages that are rendered on the server. */
export const publicUrls = publicPages.flatMap((page) => languages.map((language) => pathOf(page, language)))

/** Renders a public page. Nothing of a person is in it: what is personal is fetched by the browser afterwards. */
export async function render(url: string, deployment: Deployment = defaultDeployment): Promise<Rendered> {
  const language: Language = /^\/en([/?]|$)/.test(url) ? 'en' : 'pt'
  const { app, router, texts } = createPublicApp(createMemoryHistory(), language, deployment)
  await router.push(url)
  await router.isReady()
  const page = router.currentRoute.value.meta.publicPage
  const context: { modules?: Set<string> } = {}
  const html = await renderToString(app, context)
  const isFound = !!page && page.name !== 'notFound'
  return {
    html,
    title: page ? titleOf(page, texts, deployment) : deployment.name,
    description: page?.description ? texts.t(page.description) : '',
    lang: tagOf(language),
    status: isFound ? 200 : 404,
    alternates: isFound ? languages.map((other) => ({ lang: other, path: pathOf(page, other) })) : [],
    modules: [...(context.modules ?? []), ...(page?.modules ?? []), ...textModules(page?.texts ?? [], language)],
    deployment
  }
}
