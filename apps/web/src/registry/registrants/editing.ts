import type { Details, Person, RecordChanges, Registrant } from '@ponte/schema'
import { detailSections, type DetailField, type DetailName } from './recordFields'
import { birthOf, personFrom, type PersonValues } from './person'

export interface LanguageValue {
  code: string
  level: string
}
export type DetailValue = string | string[] | LanguageValue[]
/** A record as it is typed: an empty text or list where there is no answer. */
/** A record as it is typed: an empty text or list where there is no answer. Flat, so that changes to different answers meet. */
export type EditValues = PersonValues & { occupationCode: string; emergency: EmergencyValues } & Record<
    DetailName,
    DetailValue
  >
/** What is there is not shown, so it begins empty; written over only when something is typed. */
export interface EmergencyValues {
  name: string
  phone: string
  relation: string
}

const fields = detailSections.flatMap((section): DetailField[] => [...section.fields])
const isList = ({ kind }: DetailField) => kind === 'codes' || kind === 'countries' || kind === 'languages'
const isNumber = ({ kind }: DetailField) => kind === 'number' || kind === 'year'

const typed = (field: DetailField, value: Details[DetailName]): DetailValue => {
  if (isList(field)) return JSON.parse(JSON.stringify(value ?? [])) as DetailValue
  return value === null || value === undefined ? '' : String(value as string | number)
}

/** The record for the form. */
export const editFrom = (record: Registrant): EditValues =>
  ({
    ...personFrom(record),
    ...Object.fromEntries(fields.map((field) => [field.name, typed(field, record.details[field.name])])),
    occupationCode: record.details.occupationCode ?? '',
    emergency: { name: '', phone: '', relation: '' }
  }) as EditValues

function answer(field: DetailField, value: DetailValue) {
  if (Array.isArray(value)) return value
  const text = value.trim()
  if (!text) return null
  return isNumber(field) ? Number(text) : text
}

const plain = ['givenNames', 'surnames', 'sex', 'link', 'bornInCountry', 'country', 'city', 'language'] as const

/** The changes as the server takes them: an answer that was emptied is taken back with null. */
export function toChanges(changes: Partial<EditValues>): RecordChanges {
  const person: Partial<Person> = Object.fromEntries(
    plain.flatMap((name) => (changes[name] === undefined ? [] : [[name, String(changes[name]).trim()]]))
  )
  if (changes.birth) Object.assign(person, birthOf(changes.birth))
  if (changes.area !== undefined) person.area = changes.area || null
  const details: Details = Object.fromEntries(
    fields.flatMap((field) => {
      const value = changes[field.name]
      return value === undefined ? [] : [[field.name, answer(field, value)]]
    })
  )
  if (changes.occupationCode !== undefined) details.occupationCode = changes.occupationCode || null
  if (changes.emergency) details.emergencyContact = changes.emergency
  return { ...person, ...(Object.keys(details).length ? { details } : {}) }
}
