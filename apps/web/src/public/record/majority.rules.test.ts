import { expect, it } from '@jest/globals'
import { isCertainlyOfAge } from './majority.rules'

it.each([
  [{ birthYear: 2007 }, true],
  [{ birthYear: 2008 }, false],
  [{ birthYear: 2008, birthDate: '2008-11-24' }, true],
  [{ birthYear: 2008, birthDate: '2008-11-25' }, false],
  [{ birthYear: 2009, birthDate: '2009-01-01' }, false]
])('%j is of age for sure: %s', (person, expected) => {
  expect(isCertainlyOfAge(person, 18, new Date('2026-11-24T12:00:00Z'))).toBe(expected)
})
