import type { Activity, FrameworkPart, getPublicProgress, Indicator, Output } from '@ponte/schema'

export interface ProgressFacts {
  today: string
  parts: readonly FrameworkPart[]
  activities: readonly Activity[]
}

/** The pillar that each part stands in. */
export function pillarsOf(parts: readonly FrameworkPart[]): Map<string, string> {
  const byId = new Map(parts.map((part) => [part.id, part]))
  const top = ({ id, parentId }: FrameworkPart): string => (parentId ? top(byId.get(parentId)!) : id)
  return new Map(parts.map((part) => [part.id, top(part)]))
}

/** Progress as everybody reads it: no names of staff, no notes, and of each indicator the last value. */
export function publicProgress(
  { today, parts, activities }: ProgressFacts,
  indicators: readonly Indicator[]
): Output<typeof getPublicProgress> {
  const pillarOf = pillarsOf(parts)
  return {
    today,
    pillars: parts
      .filter(({ level }) => level === 'pillar')
      .map(({ id, namePt, nameEn }) => {
        const own = activities.filter(({ outputId }) => pillarOf.get(outputId) === id)
        const count = (wanted: Activity['state']) => own.filter(({ state }) => state === wanted).length
        return {
          id,
          namePt,
          nameEn,
          activities: { planned: count('planned'), running: count('running'), done: count('done') },
          indicators: indicators
            .filter(({ partId }) => pillarOf.get(partId) === id)
            .map(({ measurements, version: _, ...facts }) => {
              const last = measurements.at(-1)
              return { ...facts, last: last ? { day: last.day, value: last.value } : null }
            })
        }
      })
  }
}
