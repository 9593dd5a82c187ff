import type { PublicPage } from '../page'
import { laterTexts, loadLaterSteps } from './useLaterSteps'
import { pageOf, stepPaths, steps } from './steps'

const load = () => import('./RegistrationPage.vue')

/** All steps are one page in many guises. The first can be read before the others are there. */
export const pages: PublicPage[] = steps.map((step) => ({
  name: pageOf(step),
  path: stepPaths[step],
  page: step === 'whom' ? load : () => loadLaterSteps().then(load),
  modules: step === 'whom' ? [] : ['src/public/registration/laterSteps.ts'],
  title: `registration.pages.${step}`,
  texts: step === 'whom' ? ['registration', 'refusals'] : laterTexts
}))
