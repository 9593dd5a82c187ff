import { describe, expect, it } from '@jest/globals'
import { expectedOn, isStale, progressOf, stateOf, type Course } from './indicators.rules.ts'

const course = (changes: Partial<Course> = {}): Course => ({
  direction: 'up',
  baseline: 100,
  baselineOn: '2026-01-01',
  target: 200,
  targetOn: '2028-01-01',
  ...changes
})
const down = course({ direction: 'down', baseline: 20, target: 10 })

describe('progress is the share of the way from baseline to target', () => {
  it.each([
    ['half of the way up', course(), 150, 0.5],
    ['half of the way down', down, 15, 0.5],
    ['backwards', course(), 90, -0.1],
    ['beyond the target', course(), 220, 1.2],
    ['without a baseline', course({ baseline: null }), 150, null],
    ['with a target that equals the baseline', course({ target: 100 }), 150, null],
    ['not measured', course(), null, null]
  ])('%s', (_, way, actual, progress) => expect(progressOf(way, actual)).toBe(progress))
})

it('the expected way is a straight line between its two days, and stands still outside them', () => {
  expect(expectedOn(course(), '2027-01-01')).toBeCloseTo(0.5)
  expect(expectedOn(course(), '2025-01-01')).toBe(0)
  expect(expectedOn(course(), '2030-01-01')).toBe(1)
  expect(expectedOn(course({ targetOn: null }), '2027-01-01')).toBeNull()
  expect(expectedOn(course({ targetOn: '2026-01-01' }), '2026-01-01')).toBe(1)
})

describe('the state is told by the last value and its day', () => {
  it.each([
    ['nothing was measured', course(), null, 'unmeasured'],
    ['too few people to show', course(), null as number | null, 'unmeasured'],
    ['there is no target', course({ target: null }), 150, 'noTarget'],
    ['it goes up and is there', course(), 200, 'reached'],
    ['it goes down and is there', down, 9, 'reached'],
    ['it is nearly as far as the line', course(), 146, 'onTrack'],
    ['it is somewhat below the line', course(), 130, 'behind'],
    ['it is far below the line', course(), 110, 'farBehind'],
    ['nobody knows where it began', course({ baseline: null }), 150, 'behind']
  ])('%s', (_, way, value, state) =>
    expect(stateOf(way, value === null ? null : { day: '2027-01-01', value })).toBe(state)
  )
})

it('a value is old after one and a half times its period', () => {
  const last = { day: '2026-01-01', value: 1 }
  expect(isStale('month', last, '2026-02-10')).toBe(false)
  expect(isStale('month', last, '2026-03-01')).toBe(true)
  expect(isStale('year', last, '2026-12-31')).toBe(false)
  expect(isStale('month', null, '2026-12-31')).toBe(false)
})
