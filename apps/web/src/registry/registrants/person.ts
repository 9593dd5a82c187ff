import type { Person, Registrant } from '@ponte/schema'
import type { Parts } from '../../ui/DateParts.vue'
import type { Birth } from './ages'

/** The needed part of a record as it is typed: an empty text where there is no answer. */
export interface PersonValues {
  givenNames: string
  surnames: string
  birth: Parts
  sex: Person['sex'] | ''
  link: Person['link'] | ''
  bornInCountry: Person['bornInCountry'] | ''
  country: string
  area: string
  city: string
  language: string
}

export const emptyPerson = (country = ''): PersonValues => ({
  givenNames: '',
  surnames: '',
  birth: { day: '', month: '', year: '' },
  sex: '',
  link: '',
  bornInCountry: '',
  country,
  area: '',
  city: '',
  language: 'por'
})

const partsOf = ({ birthYear, birthDate }: Pick<Registrant, 'birthYear' | 'birthDate'>): Parts => {
  const [, month = '', day = ''] = birthDate?.split('-') ?? []
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year: String(birthYear) }
}

/** A sealed answer to the question of the sex stays as it is, unless another one is chosen. */
export const personFrom = (record: Registrant): PersonValues => ({
  givenNames: record.givenNames,
  surnames: record.surnames,
  birth: partsOf(record),
  sex: record.sex ?? '',
  link: record.link,
  bornInCountry: record.bornInCountry,
  country: record.country,
  area: record.area ?? '',
  city: record.city,
  language: record.language
})

export type BirthProblem = 'missing' | 'year' | 'half' | 'date'

/** What is wrong with a birth as typed: the year is needed, day and month go together. */
export function birthProblem({ day, month, year }: Parts, today: Date): BirthProblem | undefined {
  if (!year) return 'missing'
  if (!/^\d{4}$/.test(year) || Number(year) > today.getFullYear() || Number(year) < today.getFullYear() - 120)
    return 'year'
  if (!day !== !month) return 'half'
  if (!day) return undefined
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return isReal && date <= today ? undefined : 'date'
}

export const birthOf = ({ day, month, year }: Parts): Birth => ({
  birthYear: Number(year),
  birthDate: day && month ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
})

/** As the server takes it. */
export const toPerson = ({ birth, sex, link, bornInCountry, area, ...rest }: PersonValues): Person => ({
  ...rest,
  givenNames: rest.givenNames.trim(),
  surnames: rest.surnames.trim(),
  city: rest.city.trim(),
  ...birthOf(birth),
  sex: sex as Person['sex'],
  link: link as Person['link'],
  bornInCountry: bornInCountry as Person['bornInCountry'],
  area: area || null
})
