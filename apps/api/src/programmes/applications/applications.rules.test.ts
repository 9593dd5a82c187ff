import { describe, expect, it } from '@jest/globals'
import type { ApplicationState } from '@ponte/schema'
import {
  invitationsLeft,
  isKnown,
  mayAnswer,
  mayMove,
  placeRefusal,
  stateAfterWithdrawal
} from './applications.rules.ts'

it.each<[ApplicationState, ApplicationState, boolean]>([
  ['interested', 'shortlisted', true],
  ['interested', 'placed', false],
  ['interested', 'declined', true],
  ['shortlisted', 'placed', true],
  ['shortlisted', 'waiting', true],
  ['waiting', 'placed', true],
  ['declined', 'placed', false],
  ['invited', 'shortlisted', false],
  ['withdrawn', 'declined', false]
])('from %s to %s: %s', (from, to, may) => expect(mayAnswer(from, to)).toBe(may))

it.each<[ApplicationState, ApplicationState | null, boolean]>([
  ['invited', 'withdrawn', false],
  ['refused', null, false],
  ['interested', 'withdrawn', true],
  ['waiting', 'withdrawn', true],
  ['placed', 'returned', true],
  ['declined', null, true]
])('who is %s and withdraws is %s; known to officers before: %s', (state, after, known) => {
  expect(stateAfterWithdrawal(state)).toBe(after)
  expect(isKnown(state)).toBe(known)
})

describe('a place', () => {
  const [a, b] = [{ id: 'a' }, { id: 'b' }]
  it.each([
    ['is given while there are some', { places: 2, placed: 1, waiting: [] }, null],
    ['is not given twice', { places: 1, placed: 1, waiting: [] }, 'full'],
    ['goes to the first who waits', { places: 1, placed: 0, waiting: [a, b] }, null],
    ['goes to nobody before the first who waits', { places: 1, placed: 0, waiting: [b] }, 'notFirst']
  ])('%s', (_case, facts, refusal) => expect(placeRefusal(a, facts)).toBe(refusal))
})

it('ten people are asked for each place', () => {
  expect(invitationsLeft(2, 5)).toBe(15)
  expect(invitationsLeft(1, 12)).toBe(0)
})

it.each([
  ['draft', 'open', true],
  ['open', 'filled', false],
  ['closed', 'filled', true],
  ['filled', 'open', false]
] as const)('an opportunity goes from %s to %s: %s', (from, to, may) => expect(mayMove(from, to)).toBe(may))
