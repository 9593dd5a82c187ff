import type { MandateKind } from '@ponte/schema'

/** A calendar day as text: "2026-12-01". Days compare as texts do. */
export type Day = string

/** A person's time in a seat; both days belong to it. */
export interface Term {
  kind: MandateKind
  startsOn: Day
  endsOn: Day | null
}

const DAY_MS = 86_400_000
const FOR_EVER = '9999-12-31'

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** How many days lie between two days. */
export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** The calendar day that it is somewhere. */
export const dayIn = (zone: string, moment: Date): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)

export const isOn = ({ startsOn, endsOn }: Omit<Term, 'kind'>, day: Day): boolean =>
  startsOn <= day && day <= (endsOn ?? FOR_EVER)

/** Two people cannot hold one seat, or stand in for it, on the same day. */
export const doOverlap = (a: Term, b: Term): boolean =>
  a.kind === b.kind && a.startsOn <= (b.endsOn ?? FOR_EVER) && b.startsOn <= (a.endsOn ?? FOR_EVER)

/** Who holds a seat, or stands in for it, on a day. */
export const holderOn = <T extends Term>(mandates: readonly T[], kind: MandateKind, day: Day): T | null =>
  mandates.find((mandate) => mandate.kind === kind && isOn(mandate, day)) ?? null

export interface SeatTerms<T extends Term = Term> {
  endedOn: Day | null
  mandates: readonly T[]
}

export const doesExist = ({ endedOn }: Pick<SeatTerms, 'endedOn'>, day: Day): boolean => day <= (endedOn ?? FOR_EVER)

/** A seat is filled on a day when somebody holds it, or at least stands in for it. */
export const isFilled = (seat: SeatTerms, day: Day): boolean =>
  doesExist(seat, day) && seat.mandates.some((mandate) => isOn(mandate, day))

export interface Presence {
  titularPresent: boolean
  alternatePresent: boolean
}

/** Who counts for a seat: its member, and the alternate only in the member's absence. A seat counts once. */
export const countingMember = ({ titularPresent, alternatePresent }: Presence): MandateKind | null =>
  titularPresent ? 'titular' : alternatePresent ? 'alternate' : null

/** More than a part of the filled seats must be there: with 50 %, of eight five, and of seven four. */
export function quorumOf(filled: number, present: number, percent: number) {
  const needed = Math.max(1, Math.min(filled, Math.floor((filled * percent) / 100) + 1))
  return { filled, present, needed, percent, met: filled > 0 && present >= needed }
}

/** Is there a mandate that goes on after this one ends? */
const isFollowed = (term: Term, all: readonly Term[]): boolean =>
  all.some((other) => other.kind === term.kind && term.endsOn !== null && (other.endsOn ?? FOR_EVER) > term.endsOn)

/** Mandates that end from a day on within some days, and that nobody follows yet. */
export const endingWithin = <T extends Term>(seat: SeatTerms<T>, today: Day, days: number): (T & { endsOn: Day })[] =>
  seat.mandates.filter(
    (mandate): mandate is T & { endsOn: Day } =>
      mandate.endsOn !== null &&
      today <= mandate.endsOn &&
      mandate.endsOn <= addDays(today, days) &&
      doesExist(seat, addDays(mandate.endsOn, 1)) &&
      !isFollowed(mandate, seat.mandates)
  )
