import type { TourSession } from '@ponte/schema'

/** The programme by day, in the order of the hours. */
export function daysOf(sessions: readonly TourSession[]): { day: string; sessions: TourSession[] }[] {
  const days = new Map<string, TourSession[]>()
  for (const session of [...sessions].sort((a, b) => (a.localStart < b.localStart ? -1 : 1))) {
    const day = session.localStart.slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), session])
  }
  return [...days].map(([day, held]) => ({ day, sessions: held }))
}

type Times = Pick<TourSession, 'id' | 'startsAt' | 'endsAt'>

/** The session in which somebody takes notes now: the one that runs; else the one that was last; else the first. */
export function sessionOfNow<S extends Times>(sessions: readonly S[], now: Date): S | undefined {
  const sorted = [...sessions].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const begun = sorted.filter(({ startsAt }) => Date.parse(startsAt) <= now.getTime())
  const running = begun.find(({ endsAt }) => now.getTime() < Date.parse(endsAt))
  return running ?? begun.at(-1) ?? sorted[0]
}
