import { describe, expect, it } from '@jest/globals'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { areas, codesOf, Details, languages } from '@ponte/schema'
import { districtsOf, mozambique } from '../../countries.ts'
import { Value } from 'typebox/value'
import { normaliseContact } from '../registrants/contacts.rules.ts'
import { createPeople } from './people.ts'
import { createRandom, weighted } from './random.ts'
import { campaigns } from './timeline.ts'
import { destinations } from './unDesa2024.ts'

const COUNT = 20_000
const nowMs = Date.parse('2026-11-23T10:00:00Z')
const makeAll = (count = COUNT) => {
  const make = createPeople(createRandom(3), { nowMs, years: 5, count })
  return Array.from({ length: count }, (_, place) => make(place))
}
const people = makeAll()
const share = (is: (person: (typeof people)[number]) => boolean, of = people) => of.filter(is).length / of.length

describe('made-up people', () => {
  it('live where UN DESA has them, women and men as there', () => {
    const total = destinations.reduce((sum, [, both]) => sum + both, 0)
    expect(total).toBe(702_796)
    for (const [country, both, men, women] of destinations) {
      expect(men + women).toBe(both)
      expect(Math.abs(share((person) => person.country === country) - both / total)).toBeLessThan(0.01)
    }
    const southAfrican = people.filter((person) => person.country === 'ZA')
    expect(Math.abs(share((person) => person.sex === 'woman', southAfrican) - 144_650 / 412_058)).toBeLessThan(0.015)
  })

  it('have names with variety', () => {
    expect(new Set(people.map(({ givenNames, surnames }) => `${givenNames} ${surnames}`)).size).toBeGreaterThan(
      COUNT * 0.98
    )
    expect(
      people.every(
        ({ givenNames, surnames }) =>
          (givenNames + surnames).length > 0 && givenNames.length <= 120 && surnames.length <= 120
      )
    ).toBe(true)
    expect(people.some(({ surnames }) => surnames === 'Macuácua')).toBe(true)
  })

  it('have contacts that reach nobody', () => {
    const values = people.flatMap(({ contact }) => (contact ? [contact] : []))
    const phones = values.filter(({ kind }) => kind === 'phone').map(({ value }) => value)
    const emails = values.filter(({ kind }) => kind === 'email').map(({ value }) => value)
    expect(
      phones.filter((phone) => !/^\+\d{8,15}$/.test(phone) || parsePhoneNumberFromString(phone)?.isValid())
    ).toEqual([])
    expect(
      emails.filter(
        (email) =>
          !email.endsWith('@example.org') || normaliseContact({ kind: 'email', value: email }, 'ZA')?.value !== email
      )
    ).toEqual([])
    expect(share(({ contact }) => contact?.kind === 'phone')).toBeCloseTo(0.6, 1)
    expect(share(({ contact }) => contact === null)).toBeCloseTo(0.15, 1)
  })

  it('came over five years, more and more, and in waves with the campaigns', () => {
    const times = people.map(({ registeredAt }) => registeredAt.getTime())
    expect(Math.max(...times)).toBeLessThanOrEqual(nowMs)
    expect(Math.min(...times)).toBeGreaterThan(nowMs - 5.01 * 365.25 * 86_400_000)
    const inYear = (year: number) =>
      times.filter((time) => Math.floor((nowMs - time) / (365.25 * 86_400_000)) === year).length
    expect([4, 3, 2, 1, 0].map(inYear)).toEqual([4, 3, 2, 1, 0].map(inYear).sort((a, b) => a - b))
    for (const { code, country, startDaysAgo, days } of campaigns) {
      const came = people.filter((person) => person.campaignCode === code)
      expect(came.length).toBeGreaterThan(COUNT * 0.002)
      const daysAgo = came.map(({ registeredAt }) => (nowMs - registeredAt.getTime()) / 86_400_000)
      expect(new Set(came.map((person) => person.country))).toEqual(new Set([country]))
      expect(Math.max(...daysAgo)).toBeLessThan(startDaysAgo + 1)
      expect(Math.min(...daysAgo)).toBeGreaterThan(startDaysAgo - days - 1)
    }
  })

  it('keep to the rules of a registration', () => {
    const rules: Record<string, (person: (typeof people)[number]) => boolean> = {
      'nobody registers before they are born': (p) => p.birthYear <= p.registeredAt.getUTCFullYear(),
      'the date of birth lies in the year': (p) => p.birthDate === null || p.birthDate.startsWith(String(p.birthYear)),
      'the language is on the list': (p) => codesOf(languages).includes(p.language as never),
      'only South Africa is divided': (p) => (p.area === null) === (p.country !== 'ZA'),
      'the area is on the list': (p) => p.area === null || codesOf(areas).includes(p.area as never),
      'only children have guardians': (p) => p.guardian === null || p.child,
      'children are in for the core only': (p) => !p.child || p.consents.join() === 'core',
      'who is confirmed was confirmed by something': (p) => (p.confirmedAt === null) === (p.confirmedBy === null),
      'who has no contact was confirmed by an officer': (p) =>
        p.contact !== null || p.confirmedBy === null || p.confirmedBy === 'officer'
    }
    const broken = Object.entries(rules).flatMap(([rule, holds]) => (people.every(holds) ? [] : [rule]))
    expect(broken).toEqual([])
    expect(share(({ confirmedAt }) => confirmedAt !== null)).toBeCloseTo(0.92, 1)
  })

  it('give answers that the contract takes', () => {
    const answers = people.flatMap(({ details }) => (details ? [details] : []))
    expect(answers.length / COUNT).toBeCloseTo(0.4, 1)
    expect(answers.slice(0, 2000).flatMap((details) => [...Value.Errors(Details, details)])).toEqual([])
    expect(
      answers.filter(
        ({ province, district }) => district && !districtsOf(mozambique.divisions).get(province!)!.includes(district)
      )
    ).toEqual([])
  })

  it('are the same for the same seed', () => {
    expect(makeAll(500)).toEqual(makeAll(500))
  })
})

describe('drawing by weight', () => {
  it('follows the weights and never draws what weighs nothing', () => {
    const random = createRandom(1)
    const draw = weighted([
      ['a', 1],
      ['never', 0],
      ['b', 3]
    ])
    const drawn = Array.from({ length: 20_000 }, () => draw(random))
    expect(drawn.filter((value) => value === 'b').length / drawn.length).toBeCloseTo(0.75, 1)
    expect(drawn).not.toContain('never')
  })
})
