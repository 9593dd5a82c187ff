import { expect, it } from '@jest/globals'
import { addDays, dayIn, daysBetween } from './days.ts'

it.each([
  ['Africa/Maputo', '2026-11-24T22:30:00Z', '2026-11-25'],
  ['UTC', '2026-11-24T22:30:00Z', '2026-11-24'],
  ['America/Sao_Paulo', '2026-11-25T02:00:00Z', '2026-11-24']
])('the day in %s at %s is %s', (zone, moment, day) => expect(dayIn(zone, new Date(moment))).toBe(day))

it('days are counted over the ends of months and years', () => {
  expect(addDays('2026-12-30', 3)).toBe('2027-01-02')
  expect(daysBetween('2026-11-24', '2027-02-22')).toBe(90)
})
