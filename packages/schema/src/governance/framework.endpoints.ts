import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { CalendarDate, Closed, FilledLine, Id, Line, Lines, Nullable, OneOf, Version } from '../values.ts'

const tags = ['strategy']

/** From what is wanted to what is made, in the words of the OECD-DAC results chain; activities stand below outputs. */
export const frameworkLevels = ['pillar', 'outcome', 'output'] as const
export type FrameworkLevel = (typeof frameworkLevels)[number]
export const activityStates = ['planned', 'running', 'done', 'dropped'] as const
export type ActivityState = (typeof activityStates)[number]

export const FrameworkPart = named(
  'FrameworkPart',
  Type.Object({
    id: Id,
    level: OneOf(frameworkLevels),
    parentId: Nullable(Id),
    place: Type.Integer(),
    namePt: Type.String(),
    nameEn: Type.String(),
    version: Version
  })
)
export type FrameworkPart = Static<typeof FrameworkPart>

export const Activity = named(
  'Activity',
  Type.Object({
    id: Id,
    outputId: Id,
    namePt: Type.String(),
    nameEn: Type.String(),
    seat: Nullable(Type.Object({ id: Id, institution: Type.String() })),
    startsOn: Nullable(CalendarDate),
    endsOn: Nullable(CalendarDate),
    state: OneOf(activityStates),
    isOverdue: Type.Boolean(),
    budgetMzn: Nullable(Type.Integer()),
    note: Nullable(Type.String()),
    decision: Nullable(Type.Object({ id: Id, number: Type.Integer(), year: Type.Integer() })),
    version: Version
  })
)
export type Activity = Static<typeof Activity>

const Framework = Type.Object({
  today: CalendarDate,
  parts: Type.Array(ref(FrameworkPart)),
  activities: Type.Array(ref(Activity))
})
const names = { namePt: FilledLine(300), nameEn: Line(300) }
const params = Closed({ id: Id })
const fields = {
  ...names,
  seatId: Nullable(Id),
  startsOn: Nullable(CalendarDate),
  endsOn: Nullable(CalendarDate),
  state: OneOf(activityStates),
  budgetMzn: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
  note: Nullable(Lines(2000)),
  decisionId: Nullable(Id)
}
export const ActivityValues = Closed(fields)
export type ActivityValues = Static<typeof ActivityValues>

export const getFramework = endpoint('GET', '/framework', 'strategy.read', {
  summary: 'The whole framework: pillars, outcomes, outputs and activities',
  tags,
  response: { 200: Framework }
})

export const loadExampleFramework = endpoint('POST', '/framework/example', 'strategy.write', {
  summary: 'Begin with an example framework and its ten indicators; only while there is none',
  tags,
  response: { 201: Framework }
})

export const createFrameworkPart = endpoint('POST', '/framework/parts', 'strategy.write', {
  summary: 'Add a pillar, an outcome or an output at the end of its list',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({ parentId: Nullable(Id), ...names }),
  response: { 201: ref(FrameworkPart) }
})

export const updateFrameworkPart = endpoint('PATCH', '/framework/parts/:id', 'strategy.write', {
  summary: 'Rename a part; takes If-Match',
  tags,
  params,
  body: Closed(names),
  response: { 200: ref(FrameworkPart) }
})

export const moveFrameworkPart = endpoint('POST', '/framework/parts/:id/move', 'strategy.write', {
  summary: 'Move a part up or down among its neighbours',
  tags,
  params,
  body: Closed({ direction: OneOf(['up', 'down']) }),
  response: { 200: Framework }
})

export const removeFrameworkPart = endpoint('DELETE', '/framework/parts/:id', 'strategy.write', {
  summary: 'Remove a part that nothing hangs on',
  tags,
  params,
  response: { 200: Type.Object({ id: Id }) }
})

export const createActivity = endpoint('POST', '/framework/parts/:id/activities', 'strategy.write', {
  summary: 'Add an activity to an output',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: ActivityValues,
  response: { 201: ref(Activity) }
})

export const updateActivity = endpoint('PATCH', '/activities/:id', 'strategy.write', {
  summary: 'Change an activity; takes If-Match',
  tags,
  params,
  body: ActivityValues,
  response: { 200: ref(Activity) }
})
