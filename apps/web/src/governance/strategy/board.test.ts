import { expect, it } from '@jest/globals'
import type { Activity, FrameworkPart, Indicator } from '@ponte/schema'
import { countActivities, countIndicators, partsOfSeat, trendOf } from './board'

const point = (day: string, value: number | null) => ({ day, value, note: null, by: null })
const part = (id: string, parentId: string | null) => ({ id, parentId }) as FrameworkPart
const activity = (outputId: string, seatId: string | null, state: Activity['state'], isOverdue = false) =>
  ({ outputId, seat: seatId ? { id: seatId, institution: seatId } : null, state, isOverdue }) as Activity

it('a corrected value is drawn once, as corrected', () => {
  const points = [point('2026-01-01', 9), point('2026-01-01', 4), point('2026-02-01', null)]
  expect(trendOf(points).map(({ value }) => value)).toEqual([4, null])
})

it('a series of many nights is drawn by month', () => {
  const nights = Array.from({ length: 60 }, (_, day) =>
    point(new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10), day)
  )
  expect(trendOf(nights).map(({ day }) => day)).toEqual(['2026-01-31', '2026-02-28', '2026-03-01'])
})

it('of an institution the board shows what it works on, with the outcomes and pillars above', () => {
  const parts = [part('p', null), part('o', 'p'), part('x', 'o'), part('y', 'o'), part('q', null)]
  const activities = [activity('x', 'work', 'running'), activity('y', 'health', 'done')]
  expect(partsOfSeat(parts, activities, 'work').map(({ id }) => id)).toEqual(['p', 'o', 'x'])
  expect(partsOfSeat(parts, activities, 'nobody')).toEqual([])
})

it('activities are counted by state, and the overdue ones apart as well', () => {
  const activities = [activity('x', null, 'running', true), activity('x', null, 'planned'), activity('x', null, 'done')]
  expect(countActivities(activities)).toEqual({ planned: 1, running: 1, done: 1, dropped: 0, overdue: 1 })
})

it('indicators are counted by how they go', () => {
  const states = ['reached', 'onTrack', 'farBehind', 'unmeasured', 'noTarget'] as const
  expect(countIndicators(states.map((state) => ({ state }) as Indicator))).toEqual({
    well: 2,
    badly: 1,
    silent: 2,
    total: 5
  })
})
