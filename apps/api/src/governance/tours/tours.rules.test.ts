import { describe, expect, it } from '@jest/globals'
import { tourStates, type TourState } from '@ponte/schema'
import { daysOf, faultOfSession, mayBecome, timesOf } from './tours.rules.ts'

const frame = { zone: 'Europe/Lisbon', firstOn: '2027-03-26', lastOn: '2027-03-30' }

it.each<[TourState, TourState[]]>([
  ['planned', ['planned', 'running', 'cancelled']],
  ['running', ['planned', 'running', 'done', 'cancelled']],
  ['done', ['running', 'done']],
  ['cancelled', ['planned', 'cancelled']]
])('a tour that is %s becomes only %j', (from, to) => {
  expect(tourStates.filter((state) => mayBecome(from, state))).toEqual(to)
})

describe('a session', () => {
  it.each([
    ['on the first day', '2027-03-26T00:00', null],
    ['on the last day', '2027-03-30T23:59', null],
    ['the day before', '2027-03-25T23:59', 'outsideTour'],
    ['the day after', '2027-03-31T00:00', 'outsideTour'],
    ['in the hour that the clocks leave out', '2027-03-28T01:30', 'noSuchTime'],
    ['on a day that there is not', '2027-02-30T09:00', 'noSuchTime']
  ])('%s is judged by the days and the clock of the tour', (_when, localStart, fault) => {
    expect(faultOfSession(localStart, frame)).toBe(fault)
  })

  it('lasts as long as it says also over the night in which the clocks change', () => {
    const { startsAt, endsAt } = timesOf({ localStart: '2027-03-28T00:30', minutes: 60 }, frame.zone)
    expect([startsAt.toISOString(), endsAt.toISOString()]).toEqual([
      '2027-03-28T00:30:00.000Z',
      '2027-03-28T01:30:00.000Z'
    ])
  })
})

it('the programme goes by days, and each day by its hours', () => {
  const of = (...starts: string[]) => starts.map((localStart) => ({ localStart }))
  expect(daysOf(of('2027-03-27T14:00', '2027-03-26T10:00', '2027-03-27T09:00'))).toEqual([
    { day: '2027-03-26', sessions: of('2027-03-26T10:00') },
    { day: '2027-03-27', sessions: of('2027-03-27T09:00', '2027-03-27T14:00') }
  ])
})
