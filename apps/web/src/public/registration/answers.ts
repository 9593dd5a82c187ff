import type { RegistrationCreate } from '@ponte/schema'
import type { Language } from '../../i18n'

type Person = RegistrationCreate['person']
type Contact = RegistrationCreate['contact']

/** A contact of the person before, on the same phone. */
export interface CarriedContact {
  kind: 'phone' | 'email'
  value: string
  masked: string
}

/** Asked where the year of birth leaves open on which side of the two ages somebody is. */
export const ageQuestions = ['oldEnough', 'adult'] as const
export type AgeQuestion = (typeof ageQuestions)[number]

/** What was typed, as it was typed: an empty text where there is no answer yet. */
export interface Answers {
  whom: '' | 'self' | 'child' | 'helper'
  /** With a helper's code: who is being registered. */
  helped: '' | 'adult' | 'child'
  helperCode: string
  /** "Is this phone only yours?" decides how long the answers stay on it. */
  device: '' | 'mine' | 'shared'
  notice: { version: string; language: Language; carried: boolean }
  person: {
    givenNames: string
    surnames: string
    birthYear: string
    birthMonth: string
    birthDay: string
    sex: '' | Person['sex']
    link: '' | Person['link']
    bornInCountry: '' | Person['bornInCountry']
    country: string
    area: string
    city: string
    language: string
  }
  /** "Already 16?", where the year leaves it open: below, somebody who cares for them registers. */
  oldEnough: '' | 'yes' | 'no'
  /** "Already 18?", where the year leaves it open. */
  adult: '' | 'yes' | 'no'
  guardian: {
    relation: '' | NonNullable<RegistrationCreate['guardian']>['relation']
    givenNames: string
    surnames: string
  }
  contact: {
    kind: '' | 'same' | Contact['kind']
    phone: string
    email: string
    ownership: '' | NonNullable<Contact['ownership']>
    whatsapp: boolean
  }
  carriedContact: CarriedContact | null
  campaignCode: string
}

export const emptyAnswers = (): Answers => ({
  whom: '',
  helped: '',
  helperCode: '',
  device: '',
  notice: { version: '', language: 'pt', carried: false },
  person: {
    givenNames: '',
    surnames: '',
    birthYear: '',
    birthMonth: '',
    birthDay: '',
    sex: '',
    link: '',
    bornInCountry: '',
    country: '',
    area: '',
    city: '',
    language: 'por'
  },
  oldEnough: '',
  adult: '',
  guardian: { relation: '', givenNames: '', surnames: '' },
  contact: { kind: '', phone: '', email: '', ownership: '', whatsapp: false },
  carriedContact: null,
  campaignCode: ''
})

/** To whom the questions speak: to the person, about a child, or about somebody whom a helper registers. */
export type Voice = 'self' | 'child' | 'other'

export function voiceOf({ whom, helped }: Pick<Answers, 'whom' | 'helped'>): Voice {
  if (whom === 'child' || (whom === 'helper' && helped === 'child')) return 'child'
  return whom === 'helper' ? 'other' : 'self'
}

/** The contact that is meant, wherever it was typed. */
export function contactOf({ contact, carriedContact }: Pick<Answers, 'contact' | 'carriedContact'>) {
  if (contact.kind === 'same') return carriedContact ?? { kind: 'none' as const, value: '' }
  if (contact.kind === 'phone') return { kind: 'phone' as const, value: contact.phone.trim() }
  if (contact.kind === 'email') return { kind: 'email' as const, value: contact.email.trim() }
  return { kind: 'none' as const, value: '' }
}

/** The full date of birth, when day and month were given as well. */
export function birthDateOf({ birthYear, birthMonth, birthDay }: Answers['person']) {
  if (!birthMonth || !birthDay) return undefined
  return `${birthYear}-${birthMonth.padStart(2, '0')}-${birthDay.padStart(2, '0')}`
}

/** The answers in the shape that the server takes. They were checked before, so nothing needed is empty. */
export function toBody(
  answers: Answers,
  { asked, proof, website }: { asked: readonly AgeQuestion[]; proof?: RegistrationCreate['proof']; website: string }
): RegistrationCreate {
  const { person, guardian, contact } = answers
  const { birthMonth: _month, birthDay: _day, ...rest } = person
  const { kind, value } = contactOf(answers)
  const child = voiceOf(answers) === 'child'
  return {
    forWhom: child ? 'child' : 'self',
    person: {
      ...(rest as Person & typeof rest),
      givenNames: person.givenNames.trim(),
      surnames: person.surnames.trim(),
      city: person.city.trim(),
      birthYear: Number(person.birthYear),
      birthDate: birthDateOf(person) ?? null,
      area: person.area || null
    },
    ...Object.fromEntries(asked.map((question) => [question, answers[question] === 'yes'])),
    ...(child && {
      guardian: {
        relation: guardian.relation as Exclude<typeof guardian.relation, ''>,
        givenNames: guardian.givenNames.trim(),
        surnames: guardian.surnames.trim()
      }
    }),
    contact:
      kind === 'none'
        ? { kind }
        : {
            kind,
            value,
            ownership: contact.ownership || 'mine',
            ...(kind === 'phone' && { whatsapp: contact.whatsapp })
          },
    notice: { version: answers.notice.version, language: answers.notice.language, accepted: true },
    ...(answers.campaignCode.trim() && { campaignCode: answers.campaignCode.trim() }),
    ...(answers.whom === 'helper' ? { helperCode: answers.helperCode.trim() } : proof && { proof }),
    ...(website && { website })
  }
}
