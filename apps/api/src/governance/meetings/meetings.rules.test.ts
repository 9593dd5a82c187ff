import { expect, it } from '@jest/globals'
import { doesAllow, isForCalendar, localTimeOf, momentOf } from './meetings.rules.ts'

it.each([
  ['2026-12-01T09:00', 'Africa/Maputo', '2026-12-01T07:00:00.000Z'],
  ['2026-07-01T09:00', 'Africa/Johannesburg', '2026-07-01T07:00:00.000Z'],
  ['2026-07-01T09:00', 'Europe/Lisbon', '2026-07-01T08:00:00.000Z'],
  ['2026-12-01T09:00', 'Europe/Lisbon', '2026-12-01T09:00:00.000Z'],
  ['2026-10-25T01:30', 'Europe/Lisbon', '2026-10-25T00:30:00.000Z']
])('%s in %s is %s', (local, zone, moment) => {
  expect(momentOf(local, zone)?.toISOString()).toBe(moment)
  expect(localTimeOf(new Date(moment), zone)).toBe(local)
})

it.each([
  ['the hour that is left out in spring', '2026-03-29T01:30', 'Europe/Lisbon'],
  ['a day that does not exist', '2026-02-30T09:00', 'Africa/Maputo'],
  ['an hour that does not exist', '2026-02-03T25:00', 'Africa/Maputo'],
  ['a place that does not exist', '2026-02-03T09:00', 'Africa/Atlantis']
])('no clock shows %s', (_what, local, zone) => expect(momentOf(local, zone)).toBeNull())

it.each([
  ['draft', 'hold', false],
  ['draft', 'attend', false],
  ['called', 'hold', true],
  ['held', 'edit', false],
  ['held', 'editAgenda', true],
  ['held', 'cancel', false],
  ['cancelled', 'call', false],
  ['cancelled', 'decide', false]
] as const)('a meeting that is %s allows to %s: %s', (state, act, expected) =>
  expect(doesAllow(state, act)).toBe(expected)
)

it('who was invited is told of another hour, not of a better worded agenda', () => {
  expect(isForCalendar({ localStart: '2026-12-01T10:00' })).toBe(true)
  expect(isForCalendar({ items: [] })).toBe(false)
})
