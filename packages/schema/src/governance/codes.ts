/** Whether somebody holds a seat, or stands in for who does. */
export const mandateKinds = ['titular', 'alternate'] as const
export type MandateKind = (typeof mandateKinds)[number]

/** The life of a meeting: written, sent to everybody, and then held or called off. */
export const meetingStates = ['draft', 'called', 'held', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]

export const actionStatuses = ['open', 'in-progress', 'done', 'dropped'] as const
export type ActionStatus = (typeof actionStatuses)[number]

/** What may be put before a meeting, by the bytes of the file and not by its name. */
export const paperTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpg: 'image/jpeg'
} as const
export type PaperExtension = keyof typeof paperTypes

/** The largest paper, in bytes. */
export const PAPER_BYTES_MAX = 5 * 1024 * 1024

/** The life of a study tour. */
export const tourStates = ['planned', 'running', 'done', 'cancelled'] as const
export type TourState = (typeof tourStates)[number]

/** Where a recommendation of a study tour stands; it follows from agendas and decisions and is never typed. */
export const recommendationStates = ['open', 'on-agenda', 'decided', 'dropped'] as const
export type RecommendationState = (typeof recommendationStates)[number]
