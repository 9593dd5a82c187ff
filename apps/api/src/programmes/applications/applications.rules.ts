import type { ApplicationState, OpportunityState } from '@ponte/schema'

/** What officers may answer, and to whom. A place is given to those on the shortlist, for which there is a reason. */
const answers: Partial<Record<ApplicationState, readonly ApplicationState[]>> = {
  shortlisted: ['interested'],
  placed: ['shortlisted', 'waiting'],
  waiting: ['shortlisted'],
  declined: ['interested', 'shortlisted', 'waiting']
}

export const mayAnswer = (from: ApplicationState, to: ApplicationState): boolean => answers[to]?.includes(from) ?? false

/** What becomes of an application when the person withdraws; null where there is nothing to withdraw. */
export const stateAfterWithdrawal = (state: ApplicationState): ApplicationState | null =>
  state === 'placed'
    ? 'returned'
    : ['invited', 'interested', 'shortlisted', 'waiting'].includes(state)
      ? 'withdrawn'
      : null

/** May the officers know who this is? Not before the person said yes, and not after they said no. */
export const isKnown = (state: ApplicationState): boolean => !['invited', 'refused', 'withdrawn'].includes(state)

/** Who said yes and has no answer yet. */
export const isUnanswered = (state: ApplicationState): boolean => state === 'interested' || state === 'shortlisted'

export type PlaceRefusal = 'full' | 'notFirst'

/** Why this person cannot have a place now. Once there is a waiting list, nobody is placed before its first. */
export function placeRefusal(
  { id }: { id: string },
  { places, placed, waiting }: { places: number; placed: number; waiting: readonly { id: string }[] }
): PlaceRefusal | null {
  if (placed >= places) return 'full'
  return waiting.length > 0 && waiting[0]!.id !== id ? 'notFirst' : null
}

/** Ten for each place: an invitation is a hope. */
export const INVITATIONS_A_PLACE = 10
export const invitationsLeft = (places: number, invited: number): number =>
  Math.max(0, places * INVITATIONS_A_PLACE - invited)

const moves: Record<OpportunityState, readonly OpportunityState[]> = {
  draft: ['open', 'withdrawn'],
  open: ['closed', 'withdrawn'],
  closed: ['open', 'filled', 'withdrawn'],
  filled: [],
  withdrawn: []
}
export const mayMove = (from: OpportunityState, to: OpportunityState): boolean => moves[from].includes(to)
