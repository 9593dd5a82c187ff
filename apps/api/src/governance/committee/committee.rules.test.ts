import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import * as rules from './committee.rules.ts'

const term = (startsOn: string, endsOn: string | null = null, kind: 'titular' | 'alternate' = 'titular') => ({
  kind,
  startsOn,
  endsOn
})

describe('who holds a seat', () => {
  const ana = { ...term('2025-01-01', '2026-06-30'), name: 'Ana' }
  const ze = { ...term('2026-07-01'), name: 'Zé' }
  const substitute = { ...term('2026-01-01', null, 'alternate'), name: 'Rosa' }
  it.each([
    ['the day before the first mandate', '2024-12-31', undefined, undefined],
    ['the first day', '2025-01-01', 'Ana', undefined],
    ['the last day', '2026-06-30', 'Ana', 'Rosa'],
    ['the day after', '2026-07-01', 'Zé', 'Rosa']
  ])('on %s', (_when, day, titular, alternate) => {
    const all = [ana, ze, substitute]
    expect(rules.holderOn(all, 'titular', day)?.name).toBe(titular)
    expect(rules.holderOn(all, 'alternate', day)?.name).toBe(alternate)
  })
})

it.each([
  ['one after the other', term('2025-01-01', '2025-12-31'), term('2026-01-01'), false],
  ['sharing one day', term('2025-01-01', '2026-01-01'), term('2026-01-01'), true],
  ['both open', term('2025-01-01'), term('2026-01-01'), true],
  ['one inside the other', term('2025-01-01', '2026-12-31'), term('2025-03-01', '2025-04-01'), true],
  ['a member and an alternate', term('2025-01-01'), term('2025-01-01', null, 'alternate'), false]
])('mandates overlap or not: %s', (_what, a, b, overlap) => {
  expect(rules.doOverlap(a, b)).toBe(overlap)
  expect(rules.doOverlap(b, a)).toBe(overlap)
})

it.each([
  ['the member alone', true, false, 'titular'],
  ['both: the alternate does not count', true, true, 'titular'],
  ['the alternate, because the member is absent', false, true, 'alternate'],
  ['nobody', false, false, null]
])('for a seat counts %s', (_who, titularPresent, alternatePresent, counts) => {
  expect(rules.countingMember({ titularPresent, alternatePresent })).toBe(counts)
})

describe('a quorum', () => {
  it.each([
    [8, 4, 50, 5, false],
    [8, 5, 50, 5, true],
    [7, 4, 50, 4, true],
    [1, 1, 50, 1, true],
    [0, 0, 50, 1, false],
    [9, 6, 66, 6, true],
    [8, 8, 100, 8, true],
    [8, 7, 100, 8, false]
  ])('of %i filled seats with %i there at more than %i %% needs %i', (filled, present, percent, needed, met) => {
    expect(rules.quorumOf(filled, present, percent)).toEqual({ filled, present, percent, needed, met })
  })

  it('at half is always more than half, and never more than all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (filled) => {
        const { needed } = rules.quorumOf(filled, 0, 50)
        expect(needed * 2).toBeGreaterThan(filled)
        expect((needed - 1) * 2).toBeLessThanOrEqual(filled)
        expect(needed).toBeLessThanOrEqual(filled)
      })
    )
  })
})

it.each([
  ['somebody holds it', null, [term('2026-01-01')], true],
  ['only an alternate is named', null, [term('2026-01-01', null, 'alternate')], true],
  ['the mandate is over', null, [term('2025-01-01', '2025-12-31')], false],
  ['the seat was ended', '2026-05-31', [term('2026-01-01')], false],
  ['nobody was ever named', null, [], false]
])('a seat is filled or not: %s', (_why, endedOn, mandates, filled) => {
  expect(rules.isFilled({ endedOn, mandates }, '2026-06-01')).toBe(filled)
})

describe('a mandate that ends soon', () => {
  const ends = (mandates: rules.Term[], endedOn: string | null = null) =>
    rules.endingWithin({ endedOn, mandates }, '2026-11-24', 90).map(({ endsOn }) => endsOn)
  it.each([
    ['today', [term('2025-01-01', '2026-11-24')], ['2026-11-24']],
    ['on the last of ninety days', [term('2025-01-01', '2027-02-22')], ['2027-02-22']],
    ['a day later is not soon', [term('2025-01-01', '2027-02-23')], []],
    ['yesterday is over', [term('2025-01-01', '2026-11-23')], []],
    ['is no worry when the next one is named', [term('2025-01-01', '2026-12-31'), term('2027-01-01')], []],
    ['is open', [term('2025-01-01')], []]
  ])('%s', (_when, mandates, expected) => expect(ends(mandates)).toEqual(expected))

  it('is no worry when the seat ends with it', () =>
    expect(ends([term('2025-01-01', '2026-12-31')], '2026-12-31')).toEqual([]))
})
