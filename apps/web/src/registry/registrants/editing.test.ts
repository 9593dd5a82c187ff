import { expect, test } from '@jest/globals'
import type { Registrant } from '@ponte/schema'
import { editFrom, toChanges } from './editing'

const record = {
  givenNames: 'Anchia',
  surnames: 'Ussene',
  birthYear: 1987,
  birthDate: null,
  sex: 'woman',
  link: 'citizen',
  bornInCountry: 'yes',
  country: 'ZA',
  area: null,
  city: 'Tembisa',
  language: 'por',
  details: { needs: ['passport'], abroadSince: 2009, languages: [{ code: 'tso', level: 'native' }] }
} as unknown as Registrant

test('a record becomes texts to type over, and lists to choose from', () => {
  expect(editFrom(record)).toMatchObject({
    abroadSince: '2009',
    needs: ['passport'],
    education: '',
    skills: [],
    area: ''
  })
})

test('the lists of the form are its own: changing one changes nothing of the record', () => {
  const values = editFrom(record)
  ;(values.needs as string[]).push('school')
  expect(record.details.needs).toEqual(['passport'])
})

test('numbers are sent as numbers, and an emptied answer is taken back', () => {
  expect(toChanges({ abroadSince: ' 2011 ', education: '', needs: [] })).toEqual({
    details: { abroadSince: 2011, education: null, needs: [] }
  })
})

test('a birth is sent as the year and the date, and no date is none', () => {
  expect(toChanges({ birth: { day: '', month: '', year: '1988' } })).toEqual({ birthYear: 1988, birthDate: null })
})

test('what did not change is not sent', () => {
  expect(toChanges({ city: ' Benoni ' })).toEqual({ city: 'Benoni' })
})
