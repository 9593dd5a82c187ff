import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { dashboardTables } from '../statistics/dashboard.endpoints.ts'
import {
  CalendarDate,
  Closed,
  FilledLine,
  Id,
  InterfaceLanguage,
  Line,
  Lines,
  Moment,
  Nullable,
  OneOf,
  Version
} from '../values.ts'

const tags = ['committee']

/** A figure as it was on the day it was cited. It is taken from the dashboard, never typed. */
export const Evidence = named(
  'Evidence',
  Type.Object({
    id: Id,
    table: OneOf(dashboardTables),
    code: Type.String(),
    title: Type.String({ description: 'What is counted' }),
    label: Type.String({ description: 'Of which category' }),
    value: Type.Integer(),
    definition: Type.String(),
    source: Type.String(),
    asOf: Moment,
    takenAt: Moment
  })
)
export type Evidence = Static<typeof Evidence>

/** What a meeting decided. */
export const Decision = named(
  'Decision',
  Type.Object({
    id: Id,
    number: Type.Integer(),
    year: Type.Integer(),
    title: Type.String(),
    text: Type.String(),
    meeting: Type.Object({ id: Id, number: Type.Integer(), year: Type.Integer(), title: Type.String() }),
    itemId: Nullable(Id),
    recommendation: Nullable(
      Type.Object(
        { id: Id, title: Type.String(), tourId: Id, tour: Type.String() },
        { description: 'What a study tour recommended, where the item of the agenda came from it' }
      )
    ),
    madeOn: CalendarDate,
    isFrozen: Type.Boolean({ description: 'The minutes of its meeting are approved' }),
    evidence: Type.Array(ref(Evidence)),
    actions: Type.Object({ open: Type.Integer(), total: Type.Integer() }),
    version: Version
  })
)
export type Decision = Static<typeof Decision>

const fields = { title: FilledLine(200), text: Lines(5000, { minLength: 1 }), itemId: Nullable(Id) }
const params = Closed({ id: Id })

export const listDecisions = endpoint('GET', '/decisions', 'committee.read', {
  summary: 'List decisions, newest first',
  tags,
  querystring: Closed({
    meetingId: Type.Optional(Id),
    year: Type.Optional(Type.Integer({ minimum: 1975, maximum: 9999 }))
  }),
  response: { 200: Type.Object({ items: Type.Array(ref(Decision)) }) }
})

export const getDecision = endpoint('GET', '/decisions/:id', 'committee.read', {
  summary: 'Show one decision with its evidence',
  tags,
  params,
  response: { 200: ref(Decision) }
})

export const createDecision = endpoint('POST', '/meetings/:id/decisions', 'committee.write', {
  summary: 'Keep what a meeting decided, under the next number of its year',
  description: 'Refused without quorum. Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed(fields),
  response: { 201: ref(Decision) }
})

export const updateDecision = endpoint('PATCH', '/decisions/:id', 'committee.write', {
  summary: 'Correct a decision while the minutes of its meeting are not approved; takes If-Match',
  tags,
  params,
  body: Closed(
    {
      title: Type.Optional(fields.title),
      text: Type.Optional(fields.text),
      itemId: Type.Optional(fields.itemId)
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Decision) }
})

export const citeEvidence = endpoint('POST', '/decisions/:id/evidence', 'committee.write', {
  summary: 'Cite a figure of the dashboard; it is frozen as it is shown now',
  description: 'A figure that is withheld cannot be cited. Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed({ table: OneOf(dashboardTables), code: Line(60, { minLength: 1 }), language: InterfaceLanguage }),
  response: { 201: ref(Decision) }
})
