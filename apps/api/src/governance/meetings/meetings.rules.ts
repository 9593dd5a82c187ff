import type { MeetingState } from '@ponte/schema'
import { Temporal } from 'temporal-polyfill'

/** The moment of a wall-clock time somewhere; null where no clock ever shows it, or there is no such zone. */
export function momentOf(localTime: string, zone: string): Date | null {
  try {
    const local = Temporal.PlainDateTime.from(localTime, { overflow: 'reject' })
    const there = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
    // In the hour that is left out in spring the clock shows another time.
    return there.toPlainDateTime().equals(local) ? new Date(there.epochMilliseconds) : null
  } catch {
    return null
  }
}

/** What a clock somewhere shows at a moment: "2026-12-01T09:00". */
export const localTimeOf = (moment: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

/** The acts that a meeting allows in each state. */
const allowed = {
  edit: ['draft', 'called'],
  editAgenda: ['draft', 'called', 'held'],
  call: ['draft', 'called'],
  cancel: ['draft', 'called'],
  hold: ['called'],
  attend: ['called', 'held'],
  decide: ['called', 'held'],
  write: ['called', 'held']
} as const satisfies Record<string, readonly MeetingState[]>
export type MeetingAct = keyof typeof allowed

export const doesAllow = (state: MeetingState, act: MeetingAct): boolean =>
  (allowed[act] as readonly MeetingState[]).includes(state)

/** What is done only on the day of a meeting, or later: before it nobody is there, and nothing is decided. */
export const isOfTheDay = (act: MeetingAct): boolean => act === 'hold' || act === 'attend' || act === 'decide'

/** What stands in everybody's calendar: a change of it is told to all; the agenda may be polished without. */
const inCalendar = ['title', 'localStart', 'minutes', 'zone', 'place', 'link'] as const

/** Must who was invited be told of these changes? */
export const isForCalendar = (changes: object): boolean => inCalendar.some((field) => field in changes)
