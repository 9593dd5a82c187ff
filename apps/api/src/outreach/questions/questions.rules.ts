import { QUESTION_FIGURES_LEAST, type QuestionState } from '@ponte/schema'

/** What can be done with a question: in which state, and what state follows. */
const steps = {
  reply: { from: 'open', to: 'open' },
  assign: { from: 'open', to: 'open' },
  close: { from: 'open', to: 'closed' },
  reopen: { from: 'closed', to: 'open' },
  withdraw: { from: 'open', to: 'withdrawn' }
} as const satisfies Record<string, { from: QuestionState; to: QuestionState }>
export type QuestionAct = keyof typeof steps

/** The state after an act, or null where the act is not for a question in this state. */
export const stateAfter = (act: QuestionAct, state: QuestionState): QuestionState | null =>
  steps[act].from === state ? steps[act].to : null

/** May this record ask? A child does not, and nobody asks in a child's name: their words would be kept for years. */
export const mayAsk = ({ child, guardianRelation }: { child: boolean; guardianRelation: string | null }): boolean =>
  !child && guardianRelation === null

/** The median in hours, to one decimal; nothing where so few were answered that it tells of single cases. */
export const shownMedian = ({ answered, medianSeconds }: { answered: number; medianSeconds: number | null }) =>
  answered < QUESTION_FIGURES_LEAST || medianSeconds === null ? null : Math.round(medianSeconds / 360) / 10
