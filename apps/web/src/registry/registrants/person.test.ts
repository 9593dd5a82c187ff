import { expect, test } from '@jest/globals'
import { birthOf, birthProblem, emptyPerson, toPerson } from './person'

const today = new Date(2026, 10, 23)
const parts = (text: string) => {
  const [day = '', month = '', year = ''] = text.split('/')
  return { day, month, year }
}

test.each([
  ['//1987', undefined],
  ['3/2/1987', undefined],
  ['//', 'missing'],
  ['//87', 'year'],
  ['//2031', 'year'],
  ['//1899', 'year'],
  ['3//1987', 'half'],
  ['/2/1987', 'half'],
  ['30/2/1987', 'date'],
  ['24/11/2026', 'date']
])('a birth typed as %s is %s', (text, problem) => {
  expect(birthProblem(parts(text), today)).toBe(problem)
})

test('the year alone makes no date up', () => {
  expect(birthOf(parts('//1987'))).toEqual({ birthYear: 1987, birthDate: null })
  expect(birthOf(parts('3/2/1987'))).toEqual({ birthYear: 1987, birthDate: '1987-02-03' })
})

test('names lose the spaces around them, and no area is none', () => {
  const person = toPerson({ ...emptyPerson('ZA'), givenNames: ' Anchia ', birth: parts('//1987') })
  expect(person).toMatchObject({ givenNames: 'Anchia', area: null, birthYear: 1987, language: 'por' })
})
