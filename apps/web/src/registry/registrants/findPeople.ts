import { searchRegistrants, type ContactAddress } from '@ponte/schema'
import { formatReference, parseReference } from '@ponte/schema/registry/referenceDigits'
import { call } from '../../client'
import type { Found } from '../../staff/search'
import { fullName } from './names'

const FOUND_MAX = 8

export interface Search {
  text?: string
  contact?: ContactAddress
}

/** Digits enough for a number that can be called. */
const isPhone = (text: string) => /^[+(\d][\d\s().-]{6,}$/.test(text) && text.replace(/\D/g, '').length >= 8

/** What somebody is looked for by: an e-mail address and a phone number are exact, a name forgives slips. */
export function searchOf(typed: string): Search {
  const text = typed.trim()
  if (text.includes('@')) return { contact: { kind: 'email', value: text } }
  if (!isPhone(text)) return { text }
  // Ten digits may be a reference and a phone number as well: both are tried.
  const contact: ContactAddress = { kind: 'phone', value: text }
  return parseReference(text) ? { text, contact } : { contact }
}

/** In a body, never in an address: no name of a person may stand in a log or in the browser's history. */
export const searchPeople = async (typed: string, signal?: AbortSignal) =>
  (await call(searchRegistrants, { body: searchOf(typed) }, { signal })).items

/** People for the search on top. */
export const findPeople = async (query: string, signal: AbortSignal): Promise<Found[]> =>
  (await searchPeople(query, signal)).slice(0, FOUND_MAX).map((row) => ({
    key: row.id,
    label: fullName(row),
    hint: [formatReference(row.reference), row.birthYear, row.city].filter(Boolean).join(' · '),
    to: { name: 'registrant', params: { id: row.id } }
  }))
