import type { IndicatorFrequency, IndicatorState } from '@ponte/schema'
import { daysBetween, type Day } from '../../days.ts'

/*
 * Baseline, target, actual and direction as in the results chain of the OECD's Development Assistance Committee (Glossary of
 * Key Terms in Evaluation and Results-Based Management, 2nd edition, 2023).
 */
export interface Course {
  direction: 'up' | 'down'
  baseline: number | null
  baselineOn: Day | null
  target: number | null
  targetOn: Day | null
}
export interface Point {
  day: Day
  value: number | null
}

/** From this much of the expected way on an indicator is on track; below half of it, it is far behind. */
const ON_TRACK_FROM = 0.9
const BEHIND_FROM = 0.5
const DAYS_OF: Record<IndicatorFrequency, number> = { month: 31, quarter: 92, year: 366 }
/** A value may come in half a period late before it counts as old. */
const GRACE = 1.5

/** The share of the way from baseline to target; below 0 it went backwards. Null where the way has no beginning or no length. */
export const progressOf = ({ baseline, target }: Course, actual: number | null): number | null =>
  baseline === null || target === null || actual === null || baseline === target
    ? null
    : (actual - baseline) / (target - baseline)

/** The share of the way that a straight line would have come by a day. */
export function expectedOn({ baselineOn, targetOn }: Course, day: Day): number | null {
  if (!baselineOn || !targetOn) return null
  const days = daysBetween(baselineOn, targetOn)
  return days <= 0 ? 1 : Math.min(1, Math.max(0, daysBetween(baselineOn, day) / days))
}

/** How far an indicator is, by its last value and the day on which that was measured. */
export function stateOf(course: Course, last: Point | null): IndicatorState {
  if (!last || last.value === null) return 'unmeasured'
  if (course.target === null) return 'noTarget'
  if (course.direction === 'up' ? last.value >= course.target : last.value <= course.target) return 'reached'
  const progress = progressOf(course, last.value)
  const expected = expectedOn(course, last.day)
  // Without a beginning nobody can say how fast it goes: it is not reached, and that is all.
  if (progress === null || expected === null) return 'behind'
  if (progress >= expected * ON_TRACK_FROM) return 'onTrack'
  return progress >= expected * BEHIND_FROM ? 'behind' : 'farBehind'
}

/** Is the last value older than the frequency allows? */
export const isStale = (frequency: IndicatorFrequency, last: Point | null, today: Day): boolean =>
  last !== null && daysBetween(last.day, today) > DAYS_OF[frequency] * GRACE
