import type { Contact, CounterRegistration, Guardian, InterfaceLanguage } from '@ponte/schema'
import type { AgeQuestion } from './ages'
import { emptyPerson, toPerson, type PersonValues } from './person'

/** An entry at the counter as it is typed. */
export interface CounterValues extends PersonValues {
  forWhom: 'self' | 'child'
  oldEnough: '' | 'yes' | 'no'
  adult: '' | 'yes' | 'no'
  guardian: { relation: Guardian['relation'] | ''; givenNames: string; surnames: string }
  contact: {
    kind: Contact['kind']
    value: string
    ownership: NonNullable<Contact['ownership']> | ''
    whatsapp: boolean
  }
  campaignCode: string
  noticeLanguage: InterfaceLanguage
  accepted: boolean
}

export const emptyEntry = (country = '', campaignCode = ''): CounterValues => ({
  ...emptyPerson(country),
  forWhom: 'self',
  oldEnough: '',
  adult: '',
  guardian: { relation: '', givenNames: '', surnames: '' },
  contact: { kind: 'phone', value: '', ownership: '', whatsapp: false },
  campaignCode,
  noticeLanguage: 'pt',
  accepted: false
})

function contactOf({ kind, value, ownership, whatsapp }: CounterValues['contact']): Contact {
  if (kind === 'none') return { kind }
  return { kind, value: value.trim(), ...(ownership ? { ownership } : {}), ...(kind === 'phone' ? { whatsapp } : {}) }
}

/** As the server takes it. What was typed for a question that is no longer asked stays behind. */
export function toRegistration(
  values: CounterValues,
  noticeVersion: string,
  asked: readonly AgeQuestion[]
): CounterRegistration {
  const {
    forWhom,
    oldEnough,
    adult,
    guardian,
    contact,
    campaignCode,
    noticeLanguage,
    accepted: _accepted,
    ...person
  } = values
  const ages = { oldEnough, adult }
  return {
    forWhom,
    person: toPerson(person),
    ...Object.fromEntries(asked.map((question) => [question, ages[question] === 'yes'])),
    ...(forWhom === 'child' ? { guardian: { ...guardian, relation: guardian.relation as Guardian['relation'] } } : {}),
    contact: contactOf(contact),
    notice: { version: noticeVersion, language: noticeLanguage, accepted: true },
    campaignCode: campaignCode.trim() || null
  }
}

/** The server's names of the fields of the person stand below `person`; in this form they stand alone. */
export const counterNames = {
  ...Object.fromEntries(Object.keys(emptyPerson()).map((name) => [`person.${name}`, name])),
  'person.birthYear': 'birth',
  'person.birthDate': 'birth',
  guardian: 'guardian.relation'
}
