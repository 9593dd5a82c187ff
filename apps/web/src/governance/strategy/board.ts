import type { Activity, ActivityState, FrameworkPart, Indicator, IndicatorState } from '@ponte/schema'

type Measurement = Indicator['measurements'][number]

/** More points than this are drawn by month. */
const POINTS_MAX = 24

const lastOfEach = (measurements: readonly Measurement[], keyOf: (day: string) => string): Measurement[] => [
  ...new Map(measurements.map((one) => [keyOf(one.day), one])).values()
]

/** What is drawn of a series: the value that counts of each day, and where there are many days, of each month. */
export function trendOf(measurements: readonly Measurement[]): Measurement[] {
  const byDay = lastOfEach(measurements, (day) => day)
  return byDay.length > POINTS_MAX ? lastOfEach(byDay, (day) => day.slice(0, 7)) : byDay
}

/** The parts that an institution works on: those with an activity of its own, and what they stand in. */
export function partsOfSeat(
  parts: readonly FrameworkPart[],
  activities: readonly Activity[],
  seatId: string
): FrameworkPart[] {
  const byId = new Map(parts.map((part) => [part.id, part]))
  const wanted = new Set<string>()
  for (const { seat, outputId } of activities) {
    if (seat?.id !== seatId) continue
    for (let id: string | null = outputId; id; id = byId.get(id)?.parentId ?? null) wanted.add(id)
  }
  return parts.filter(({ id }) => wanted.has(id))
}

/** How many activities are in each state; the overdue ones are counted in their state too. */
export function countActivities(activities: readonly Activity[]): Record<ActivityState | 'overdue', number> {
  const counts = { planned: 0, running: 0, done: 0, dropped: 0, overdue: 0 }
  for (const { state, isOverdue } of activities) {
    counts[state]++
    if (isOverdue) counts.overdue++
  }
  return counts
}

/** How many indicators go well, go badly, or say nothing yet. */
export function countIndicators(indicators: readonly Indicator[]) {
  const among = (...states: IndicatorState[]) => indicators.filter(({ state }) => states.includes(state)).length
  return {
    well: among('reached', 'onTrack'),
    badly: among('behind', 'farBehind'),
    silent: among('unmeasured', 'noTarget'),
    total: indicators.length
  }
}
