import { createSSRApp } from 'vue'
import type { RouterHistory } from 'vue-router'
import { deploymentKey, type Deployment } from '../deployment'
import { createTexts, type Language } from '../i18n'
import PublicApp from './PublicApp.vue'
import { createPublicRouter } from './router'

/** The public face, the same on the server and in the browser. */
export function createPublicApp(history: RouterHistory, language: Language, deployment: Deployment) {
  const texts = createTexts(language, deployment.words)
  const router = createPublicRouter(history, texts, deployment)
  const app = createSSRApp(PublicApp).use(texts).use(router).provide(deploymentKey, deployment)
  return { app, router, texts }
}
