import { createWebHistory } from 'vue-router'
import '../styles/tokens.css'
import '../styles/base.css'
import { readDeployment } from '../deployment'
import { createPublicApp } from './app'
import { keepLinkCodes } from './registration/linkCodes'
import { holdTyped } from './typedEarly'
import { reportVisits } from './visits'

keepLinkCodes()
const language = /^\/en(\/|$)/.test(location.pathname) ? 'en' : 'pt'
const { app, router } = createPublicApp(createWebHistory(), language, readDeployment())

// What the server rendered stays readable until texts and page are there; only then it comes alive.
void router.isReady().then(() => {
  const enterAgain = holdTyped(document)
  app.mount('#app')
  enterAgain()
  reportVisits(router)
})
