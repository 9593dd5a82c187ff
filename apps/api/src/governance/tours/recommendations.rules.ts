import type { MeetingState, RecommendationState } from '@ponte/schema'

/** What became of a recommendation so far. */
export interface Outcome {
  isDropped: boolean
  /** The states of the meetings on whose agenda it stands. */
  meetings: readonly MeetingState[]
  /** How many decisions were made on those items. */
  decisions: number
}

/**
 * Where a recommendation stands. It follows from agendas and decisions, so it cannot say anything else than they do. A
 * meeting that was called off discusses nothing, so what stood on its agenda is open again.
 */
export function stateOf({ isDropped, meetings, decisions }: Outcome): RecommendationState {
  if (decisions > 0) return 'decided'
  if (isDropped) return 'dropped'
  return meetings.some((state) => state !== 'cancelled') ? 'on-agenda' : 'open'
}

/**
 * What may be done in each state. What the committee has before it is worded by the committee, and what it decided stands;
 * a recommendation that its meeting did not decide on may go on the agenda of another.
 */
const allowed = {
  edit: ['open'],
  drop: ['open', 'on-agenda'],
  reopen: ['dropped'],
  putOnAgenda: ['open', 'on-agenda']
} as const satisfies Record<string, readonly RecommendationState[]>
export type RecommendationAct = keyof typeof allowed

export const doesAllow = (state: RecommendationState, act: RecommendationAct): boolean =>
  (allowed[act] as readonly RecommendationState[]).includes(state)
