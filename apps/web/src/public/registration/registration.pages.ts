import type { PublicPage } from '../page'
import { pageOf, stepPaths, steps } from './steps'

/** All steps are one page in many guises: loaded together, so that a cut line in the middle stops nobody from typing. */
export const pages: PublicPage[] = steps.map((step) => ({
  name: pageOf(step),
  path: stepPaths[step],
  page: () => import('./RegistrationPage.vue'),
  title: `registration.pages.${step}`,
  texts: import.meta.glob('../../locales/*/{registration,person,refusals}.json')
}))
