import { ageQuestions, birthDateOf, contactOf, voiceOf, type AgeQuestion, type Answers } from './answers'
import { questionSteps, type QuestionStep } from './steps'

/*
 * The server's rules, so that most mistakes are said before anything is sent. The server decides; where it differs, its
 * codes are the same and so are the words.
 */

/** What a deployment sets. */
export interface FormSettings {
  /** The country of origin. */
  country: string
  guardianBelowAge: number
  adultAge: number
  contactKinds: readonly ('phone' | 'email')[]
}

/** What is wrong, as codes by the name of the field. */
export type Faults = Record<string, string>

/** Youngest and oldest that a person may be today, in full years. */
export function ageRange(person: Answers['person'], today: Date): [number, number] {
  const date = birthDateOf(person)
  const year = today.getUTCFullYear() - Number(person.birthYear)
  if (!date) return [year - 1, year]
  const age = year - (today.toISOString().slice(5, 10) >= date.slice(5) ? 0 : 1)
  return [age, age]
}

const hasYear = ({ birthYear }: Answers['person']) => /^\d{4}$/.test(birthYear)

/** The age that a question is about. */
export const ageOf = (question: AgeQuestion, { guardianBelowAge, adultAge }: FormSettings) =>
  question === 'adult' ? adultAge : guardianBelowAge

/** Which ages the year of birth leaves open. Of a child none is asked. */
export function agesAsked(answers: Answers, settings: FormSettings, today: Date): AgeQuestion[] {
  if (voiceOf(answers) === 'child' || !hasYear(answers.person)) return []
  const [youngest, oldest] = ageRange(answers.person, today)
  return ageQuestions.filter((question) => {
    const age = ageOf(question, settings)
    return youngest < age && oldest >= age
  })
}

const isBlank = (text: string) => !text.trim()
const needed = (answers: Faults) =>
  Object.fromEntries(Object.entries(answers).flatMap(([name, value]) => (isBlank(value) ? [[name, 'required']] : [])))

function whomFaults({ whom, helped, helperCode, device }: Answers): Faults {
  const isCode = /^\s*[A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{4}\s*$/.test(helperCode)
  return {
    ...needed({ whom, device }),
    ...(whom === 'helper' && { ...(!isCode && { helperCode: 'helperCode' }), ...needed({ helped }) })
  }
}

function nameFaults(answers: Answers): Faults {
  const { person, guardian } = answers
  const faults: Faults = {}
  if (isBlank(person.givenNames + person.surnames)) faults['person.givenNames'] = 'nameMissing'
  if (voiceOf(answers) !== 'child') return faults
  if (isBlank(guardian.givenNames + guardian.surnames)) faults['guardian.givenNames'] = 'nameMissing'
  return { ...faults, ...needed({ 'guardian.relation': guardian.relation }) }
}

function yearFault(answers: Answers, settings: FormSettings, today: Date): string | undefined {
  if (!hasYear(answers.person)) return 'required'
  const [youngest, oldest] = ageRange(answers.person, today)
  if (Number(answers.person.birthYear) > today.getUTCFullYear()) return 'inFuture'
  if (oldest > 120) return 'tooLongAgo'
  if (voiceOf(answers) === 'child') return youngest >= settings.adultAge ? 'notAChild' : undefined
  return oldest < settings.guardianBelowAge ? 'guardianNeeded' : undefined
}

function dateFault(person: Answers['person'], today: Date): string | undefined {
  if (!person.birthDay && !person.birthMonth) return undefined
  const date = birthDateOf(person)
  if (!date) return 'dayAndMonth'
  const parsed = new Date(`${date}T00:00:00Z`)
  // The 31st of April would silently become the 1st of May.
  if (Number.isNaN(parsed.getTime()) || parsed.getUTCDate() !== Number(person.birthDay)) return 'noSuchDay'
  return parsed > today ? 'inFuture' : undefined
}

function birthFaults(answers: Answers, settings: FormSettings, today: Date): Faults {
  const date = hasYear(answers.person) ? dateFault(answers.person, today) : undefined
  if (date) return { 'person.birthDate': date }
  const year = yearFault(answers, settings, today)
  if (year) return { 'person.birthYear': year }
  const asked = agesAsked(answers, settings, today)
  return {
    ...needed(Object.fromEntries(asked.map((question) => [question, answers[question]]))),
    ...(asked.includes('oldEnough') && answers.oldEnough === 'no' && { oldEnough: 'guardianNeeded' })
  }
}

const EMAIL = /^[^\s@"(),:;<>[\]\\]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,63}$/i
/** Whether a number can be reached, only the server knows: the rules for all countries weigh more than this whole form. */
const isPhone = (text: string) => /^[+\d\s().\-/]*$/.test(text) && text.replace(/\D/g, '').length >= 7

/** What is wrong with a contact as it was typed. */
export function contactFault(kind: 'phone' | 'email', value: string): string | undefined {
  if (isBlank(value)) return kind === 'phone' ? 'phoneMissing' : 'emailMissing'
  return (kind === 'phone' ? isPhone(value) : EMAIL.test(value.trim())) ? undefined : kind
}

function contactFaults(answers: Answers): Faults {
  if (!answers.contact.kind) return { 'contact.kind': 'required' }
  const { kind, value } = contactOf(answers)
  if (kind === 'none') return {}
  const fault = contactFault(kind, value)
  return { ...(fault && { 'contact.value': fault }), ...needed({ 'contact.ownership': answers.contact.ownership }) }
}

const faultsByStep: Record<QuestionStep, (answers: Answers, settings: FormSettings, today: Date) => Faults> = {
  whom: whomFaults,
  notice: ({ notice }) => needed({ 'notice.version': notice.version }),
  name: nameFaults,
  birth: birthFaults,
  sex: ({ person }) => needed({ 'person.sex': person.sex }),
  link: ({ person }) => needed({ 'person.link': person.link, 'person.bornInCountry': person.bornInCountry }),
  place: ({ person }) => needed({ 'person.country': person.country }),
  contact: contactFaults,
  language: ({ person }) => needed({ 'person.language': person.language })
}

/** What is wrong on one page. */
export const faultsOf = (step: QuestionStep, answers: Answers, settings: FormSettings, today: Date) =>
  faultsByStep[step](answers, settings, today)

/** The first page that still lacks something, or nothing when all is there. */
export const firstIncomplete = (answers: Answers, settings: FormSettings, today: Date) =>
  questionSteps.find((step) => Object.keys(faultsOf(step, answers, settings, today)).length > 0)
