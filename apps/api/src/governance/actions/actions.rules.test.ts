import { expect, it } from '@jest/globals'
import { isOverdue, reminderFor } from './actions.rules.ts'

const today = '2026-11-24'
const action = { status: 'open' as const, dueOn: '2026-12-01', remindedBefore: null, remindedOn: null }

it.each([
  ['seven days before', action, 'before'],
  ['eight days before: not yet', { ...action, dueOn: '2026-12-02' }, null],
  ['once', { ...action, remindedBefore: '2026-12-01' }, null],
  ['again when the date has moved', { ...action, remindedBefore: '2026-11-28' }, 'before'],
  ['on the day', { ...action, dueOn: today, remindedBefore: today }, 'due'],
  ['after nights without a worker', { ...action, dueOn: '2026-11-20' }, 'due'],
  ['on the day, once', { ...action, dueOn: today, remindedOn: today }, null],
  ['while it is being done', { ...action, status: 'in-progress' as const }, 'before'],
  ['not when it is done', { ...action, status: 'done' as const }, null],
  ['not when it was dropped', { ...action, status: 'dropped' as const }, null]
])('an institution is reminded %s', (_when, one, reminder) => expect(reminderFor(one, today)).toBe(reminder))

it.each([
  ['open', '2026-11-23', true],
  ['open', '2026-11-24', false],
  ['in-progress', '2026-11-23', true],
  ['done', '2026-11-23', false]
] as const)('an action that is %s and due on %s is overdue: %s', (status, dueOn, overdue) =>
  expect(isOverdue({ status, dueOn }, today)).toBe(overdue)
)
