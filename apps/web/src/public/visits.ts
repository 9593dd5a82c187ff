import { recordVisit, type ReportedStep } from '@ponte/schema'
import type { RouteLocationNormalized, Router } from 'vue-router'
import { call } from '../client'
import { linkCode } from './registration/linkCodes'
import { stepOf } from './registration/steps'

/*
 * Who came by a campaign's link tells the server which steps were reached, so that staff see where people give up. Only the
 * link's code and the step are sent, once a tab; nothing tells one visitor from another.
 */
const NAME = 'ponte.visit'

const reported: Partial<Record<string, ReportedStep>> = {
  whom: 'started',
  name: 'name',
  birth: 'birth',
  sex: 'sex',
  link: 'link',
  place: 'place',
  contact: 'contact',
  language: 'language',
  check: 'check'
}

/** True the first time for this step and code in this tab; without storage it cannot be told, and is not counted. */
function isFirst(code: string, step: ReportedStep): boolean {
  try {
    const name = `${NAME}.${code}.${step}`
    if (sessionStorage.getItem(name)) return false
    sessionStorage.setItem(name, '1')
    return true
  } catch {
    return false
  }
}

function report(step: ReportedStep) {
  const code = linkCode('campaign')
  if (!code || !isFirst(code, step)) return
  // A visit that is not counted is no reason to trouble anybody.
  call(recordVisit, { body: { code, step } }).catch(() => undefined)
}

function reportStep({ meta }: RouteLocationNormalized) {
  const step = reported[stepOf(meta.publicPage?.name) ?? '']
  if (step) report(step)
}

/** Reports the first page, and each step of the registration as it is reached: also where one came straight to it. */
export function reportVisits(router: Router) {
  report('viewed')
  reportStep(router.currentRoute.value)
  router.afterEach((to) => reportStep(to))
}
