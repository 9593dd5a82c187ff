import type { ActionStatus } from '@ponte/schema'
import { addDays, type Day } from '../../days.ts'

/** How many days before it is due an action is called to mind. */
export const REMIND_DAYS_BEFORE = 7

export const isToDo = (status: ActionStatus): boolean => status === 'open' || status === 'in-progress'

export const isOverdue = ({ status, dueOn }: { status: ActionStatus; dueOn: Day }, today: Day): boolean =>
  isToDo(status) && dueOn < today

export interface Reminded {
  status: ActionStatus
  dueOn: Day
  /** For which due date the reminders went out; another date has its own. */
  remindedBefore: Day | null
  remindedOn: Day | null
}

/** Which reminder an action needs today. After nights without a worker the later one only: two in one night are noise. */
export function reminderFor(action: Reminded, today: Day): 'before' | 'due' | null {
  const { status, dueOn, remindedBefore, remindedOn } = action
  if (!isToDo(status)) return null
  if (dueOn <= today) return remindedOn === dueOn ? null : 'due'
  return dueOn <= addDays(today, REMIND_DAYS_BEFORE) && remindedBefore !== dueOn ? 'before' : null
}
