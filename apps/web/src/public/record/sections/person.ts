import { sexes } from '@ponte/schema'
import PersonFields from '../fields/PersonFields.vue'
import { section, text } from '../section'

const part = (date: string | null, from: number, to: number) => (date ? String(Number(date.slice(from, to))) : '')

/** The needed part about the person. */
export const person = section({
  key: 'person',
  isNeeded: true,
  isForChildren: true,
  fields: PersonFields,
  read: (record) => ({
    givenNames: record.givenNames,
    surnames: record.surnames,
    birthYear: text(record.birthYear),
    birthDate: {
      day: part(record.birthDate, 8, 10),
      month: part(record.birthDate, 5, 7),
      year: text(record.birthYear)
    },
    sex: record.sex,
    link: record.link,
    isChild: !!record.guardian,
    bornInCountry: record.bornInCountry,
    language: record.language
  }),
  write: ({ birthYear: _year, isChild: _child, birthDate: { day, month, year }, givenNames, surnames, ...rest }) => ({
    ...rest,
    givenNames: givenNames.trim(),
    surnames: surnames.trim(),
    birthYear: Number(year),
    birthDate: day && month ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
  }),
  check: ({ givenNames, surnames, birthDate: { day, month, year } }) => ({
    givenNames: (givenNames + surnames).trim() ? undefined : 'nameMissing',
    birthYear: !/^\d{4}$/.test(year) ? 'required' : !day !== !month ? 'dayAndMonth' : undefined
  }),
  summary: (record, { label, day, nameOf, linkWords }) => [
    `${record.givenNames} ${record.surnames}`.trim(),
    record.birthDate ? day(record.birthDate) : String(record.birthYear),
    label(sexes, record.sex),
    linkWords(record.link, !!record.guardian),
    nameOf('languages', record.language)
  ]
})
