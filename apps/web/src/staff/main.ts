import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import '../styles/tokens.css'
import '../styles/base.css'
import { onSignedOut } from '../client'
import { applyTheme } from '../composables/useTheme'
import { deploymentKey, readDeployment } from '../deployment'
import { createTexts, speak } from '../i18n'
import { readLanguage } from './language'
import { createStaffRouter } from './router'
import { useSession } from './session'
import StaffApp from './StaffApp.vue'

applyTheme()
const deployment = readDeployment()
const texts = createTexts(readLanguage(), deployment.words)
speak(texts, readLanguage())

const pinia = createPinia()
const app = createApp(StaffApp).use(pinia).use(PiniaColada, {}).use(texts).provide(deploymentKey, deployment)
const router = createStaffRouter(createWebHistory(), texts)

// The session ended elsewhere or by itself: what is on screen, and what was typed, waits until its person comes back.
const session = useSession(pinia)
onSignedOut(session.lapse)

// In another tab somebody else may have signed in: this one must not go on showing what the first one may see.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && session.isStaff && !session.hasEnded)
    void session.isSomebodyElse().then((is) => is && location.reload())
})

app.use(router).mount('#app')
