import type { TourState } from '@ponte/schema'
import { momentOf } from '../meetings/meetings.rules.ts'

/** Where a tour may go from each state. What was called off or is done may be taken up again: states are typed by people. */
const nextStates: Record<TourState, readonly TourState[]> = {
  planned: ['running', 'cancelled'],
  running: ['planned', 'done', 'cancelled'],
  done: ['running'],
  cancelled: ['planned']
}

export const mayBecome = (from: TourState, to: TourState): boolean => from === to || nextStates[from].includes(to)

export interface TourFrame {
  zone: string
  firstOn: string
  lastOn: string
}

export type SessionFault = 'noSuchTime' | 'outsideTour'

/** What is wrong with the hour of a session: no clock shows it there, or the tour is not on that day. */
export function faultOfSession(localStart: string, { zone, firstOn, lastOn }: TourFrame): SessionFault | null {
  if (!momentOf(localStart, zone)) return 'noSuchTime'
  const day = localStart.slice(0, 10)
  return day < firstOn || day > lastOn ? 'outsideTour' : null
}

/** From when until when a session is, as moments; the length is real time, also across a change of the clock. */
export function timesOf({ localStart, minutes }: { localStart: string; minutes: number }, zone: string) {
  const startsAt = momentOf(localStart, zone)!
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) }
}

/** The programme by day, in the order of the hours. */
export function daysOf<T extends { localStart: string }>(sessions: readonly T[]): { day: string; sessions: T[] }[] {
  const sorted = sessions.toSorted((a, b) => (a.localStart < b.localStart ? -1 : a.localStart > b.localStart ? 1 : 0))
  const days = Map.groupBy(sorted, ({ localStart }) => localStart.slice(0, 10))
  return [...days].map(([day, held]) => ({ day, sessions: held }))
}
