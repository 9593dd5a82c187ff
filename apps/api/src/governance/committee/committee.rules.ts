import type { MandateKind } from '@ponte/schema'
import { addDays, type Day } from '../../days.ts'

/** A person's time in a seat; both days belong to it. */
export interface Term {
  kind: MandateKind
  startsOn: Day
  endsOn: Day | null
}

const FOR_EVER = '9999-12-31'

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
