import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import '../styles/tokens.css'
import '../styles/base.css'
import { onSignedOut } from '../client'
import { applyTheme } from '../composables/useTheme'
import { createTexts, speak } from '../i18n'
import { readLanguage } from './language'
import { createStaffRouter } from './router'
import { useSession } from './session'
import StaffApp from './StaffApp.vue'

applyTheme()
const texts = createTexts(readLanguage())
speak(texts, readLanguage())

const app = createApp(StaffApp).use(createPinia()).use(PiniaColada, {}).use(texts)
const router = createStaffRouter(createWebHistory(), texts)

// The session ended elsewhere or by itself: what is on screen stays until one chooses to sign in again.
onSignedOut(() => {
  const here = router.currentRoute.value
  useSession().set({ kind: 'nobody', permissions: [] })
  if (here.name !== 'signIn') void router.push({ name: 'signIn', query: { para: here.fullPath } })
})

app.use(router).mount('#app')
