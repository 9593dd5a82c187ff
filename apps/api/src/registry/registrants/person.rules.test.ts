import { describe, expect, it } from '@jest/globals'
import type { Person } from '@ponte/schema'
import { ageRange, isAgeOpen, isMinor, registrationErrors, resendPauseSeconds } from './person.rules.ts'

const settings = { guardianBelowAge: 16, adultAge: 18, country: 'MZ' }
const today = new Date('2026-11-24T12:00:00Z')
const maria: Person = {
  givenNames: 'Maria',
  surnames: 'Sitoe',
  birthYear: 1990,
  sex: 'woman',
  link: 'citizen',
  bornInCountry: 'yes',
  country: 'ZA',
  area: 'ZA-GP',
  language: 'por'
}
const guardian = { relation: 'mother' as const, givenNames: 'Rosa', surnames: 'Sitoe' }
const contact = { kind: 'none' as const }
const errorsOf = (person: Partial<Person>, rest: object = {}) =>
  registrationErrors({ forWhom: 'self', person: { ...maria, ...person }, contact, ...rest }, settings, today).map(
    ({ pointer, code }) => `${pointer} ${code}`
  )

describe('what a registration must be like', () => {
  it.each<[string, Partial<Person>, object, string[]]>([
    ['a plain one is good', {}, {}, []],
    ['one name is enough', { surnames: '' }, {}, []],
    ['no name is not', { givenNames: ' ', surnames: '' }, {}, ['#/person/givenNames nameMissing']],
    ['nobody is born tomorrow', { birthYear: 2027 }, {}, ['#/person/birthYear inFuture']],
    ['nobody is 130', { birthYear: 1896 }, {}, ['#/person/birthYear tooLongAgo']],
    ['date and year agree', { birthDate: '1991-01-01' }, {}, ['#/person/birthDate notThatYear']],
    ['an area lies in its country', { country: 'PT' }, {}, ['#/person/area unknown']],
    [
      'who lives in the country of origin is not abroad',
      { country: 'MZ', area: null },
      {},
      ['#/person/country atHome']
    ],
    ['a language is one of the list', { language: 'zzz' }, {}, ['#/person/language unknown']],
    ['a child of ten needs a guardian', { birthYear: 2016 }, {}, ['#/person/birthYear guardianNeeded']],
    ['whoever may be of age is asked', { birthYear: 2008 }, {}, ['#/adult required']],
    ['and who is, goes on', { birthYear: 2008 }, { adult: true }, []],
    ['a child has a guardian', { birthYear: 2016 }, { forWhom: 'child' }, ['#/guardian guardianMissing']],
    ['with a name', { birthYear: 2016 }, { forWhom: 'child', guardian }, []],
    ['a grown woman is no child', {}, { forWhom: 'child', guardian }, ['#/person/birthYear notAChild']],
    ['a contact has an owner', {}, { contact: { kind: 'email', value: 'a@b.co' } }, ['#/contact/ownership required']],
    ['a contact has a value', {}, { contact: { kind: 'phone' } }, ['#/contact/value required']],
    [
      'all errors are named at once',
      { givenNames: '', surnames: '', birthYear: 2030, language: 'zzz', country: 'MZ', area: null },
      {},
      [
        '#/person/givenNames nameMissing',
        '#/person/birthYear inFuture',
        '#/person/country atHome',
        '#/person/language unknown'
      ]
    ]
  ])('%s', (_title, person, rest, expected) => expect(errorsOf(person, rest)).toEqual(expected))
})

describe('ages', () => {
  it.each<[Pick<Person, 'birthYear' | 'birthDate'>, [number, number]]>([
    [{ birthYear: 2000 }, [25, 26]],
    [{ birthYear: 2000, birthDate: '2000-11-24' }, [26, 26]],
    [{ birthYear: 2000, birthDate: '2000-11-25' }, [25, 25]]
  ])('of %j lie between %j', (person, range) => expect(ageRange(person, today)).toEqual(range))

  it('are open only where the year does not tell', () => {
    expect([2007, 2008, 2009].map((birthYear) => isAgeOpen({ birthYear }, 18, today))).toEqual([false, true, false])
  })

  it.each<[string, Partial<Person>, object, boolean]>([
    ['a child registered by a guardian', { birthYear: 2016 }, { forWhom: 'child' }, true],
    ['who is 17 for sure', { birthYear: 2009 }, { adult: true }, true],
    ['who may be 18 and says so', { birthYear: 2008 }, { adult: true }, false],
    ['who may be 18 and does not', { birthYear: 2008 }, { adult: false }, true],
    ['who is 36', {}, {}, false]
  ])('%s is a minor or not', (_who, person, rest, expected) =>
    expect(isMinor({ forWhom: 'self', person: { ...maria, ...person }, ...rest }, settings, today)).toBe(expected)
  )
})

it('the pause before another code doubles, up to an hour', () => {
  expect([1, 2, 3, 4, 20].map((sends) => resendPauseSeconds(sends, 30))).toEqual([30, 60, 120, 240, 3600])
})
