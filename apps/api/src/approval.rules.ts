/**
 * The two-person rule: who approves or publishes a text is none of those who had a hand in what stands there now, nor who
 * proposed it. Tables keep the same rule as a check, beside the column of the editors.
 */
export interface Proposal {
  /** Ids of everybody who wrote in it. */
  editors: string[]
  proposedBy?: string | null
}

export const mayApprove = (staffId: string, { editors, proposedBy }: Proposal): boolean =>
  staffId !== proposedBy && !editors.includes(staffId)

/** The editors after one more change. */
export const withEditor = (editors: string[], staffId: string): string[] =>
  editors.includes(staffId) ? editors : [...editors, staffId]
