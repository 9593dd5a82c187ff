import type { Language } from '../../i18n'

/** The pages that ask, in order; one thing a page. */
export const questionSteps = ['whom', 'notice', 'name', 'birth', 'sex', 'link', 'place', 'contact', 'language'] as const
export const steps = [...questionSteps, 'check', 'code', 'done'] as const
export type QuestionStep = (typeof questionSteps)[number]
export type Step = (typeof steps)[number]

/** Each step has an address of its own, so that the browser's way back works. */
export const stepPaths: Record<Step, Record<Language, string>> = {
  whom: { pt: '/registar', en: '/register' },
  notice: { pt: '/registar/aviso', en: '/register/notice' },
  name: { pt: '/registar/nome', en: '/register/name' },
  birth: { pt: '/registar/nascimento', en: '/register/birth' },
  sex: { pt: '/registar/sexo', en: '/register/sex' },
  link: { pt: '/registar/ligacao', en: '/register/link' },
  place: { pt: '/registar/lugar', en: '/register/place' },
  contact: { pt: '/registar/contacto', en: '/register/contact' },
  language: { pt: '/registar/lingua', en: '/register/language' },
  check: { pt: '/registar/verificar', en: '/register/check' },
  code: { pt: '/registar/codigo', en: '/register/code' },
  done: { pt: '/registar/pronto', en: '/register/done' }
}

/** Does this step ask something? The others show what was answered. */
export const isQuestion = (step: Step): step is QuestionStep => (questionSteps as readonly Step[]).includes(step)

export const pageOf = (step: Step) => (step === 'whom' ? 'registration' : `registration.${step}`)

/** The step that a page shows, or nothing while another page is on its way. */
export const stepOf = (page: string | undefined) => steps.find((step) => pageOf(step) === page)

/** Which step asks for a field. Both the form's and the server's names begin so. */
const stepOfField: readonly (readonly [beginning: string, step: QuestionStep])[] = [
  ['whom', 'whom'],
  ['helped', 'whom'],
  ['helperCode', 'whom'],
  ['device', 'whom'],
  ['notice', 'notice'],
  ['guardian', 'name'],
  ['person.givenNames', 'name'],
  ['person.surnames', 'name'],
  ['person.birth', 'birth'],
  ['oldEnough', 'birth'],
  ['adult', 'birth'],
  ['person.sex', 'sex'],
  ['person.link', 'link'],
  ['person.bornInCountry', 'link'],
  ['person.country', 'place'],
  ['person.area', 'place'],
  ['person.city', 'place'],
  ['person.language', 'language'],
  ['contact', 'contact']
]
export const stepAsking = (field: string): Step =>
  stepOfField.find(([beginning]) => field.startsWith(beginning))?.[1] ?? 'check'
