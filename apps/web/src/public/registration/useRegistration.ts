import { inject, provide, type InjectionKey } from 'vue'
import { useRouter } from 'vue-router'
import { useAnswers } from './useAnswers'
import { useKept } from './useKept'
import { useWay } from './useWay'

/** The registration under way: the answers, what is kept of them, and the way from page to page. */
function createRegistration() {
  const router = useRouter()
  const answers = useAnswers()
  const kept = useKept(answers)
  const way = useWay(answers, kept)
  function startOver() {
    kept.wipe()
    kept.holdSent(undefined)
    return router.push(way.linkTo('whom'))
  }
  return { ...answers, ...kept, ...way, startOver }
}

export type RegistrationUnderWay = ReturnType<typeof createRegistration>
const key: InjectionKey<RegistrationUnderWay> = Symbol('registration')

/** Made once by the page around the steps. */
export function provideRegistration() {
  const registration = createRegistration()
  provide(key, registration)
  return registration
}

/** The registration under way, for a step. */
export const useRegistration = () => inject(key)!
