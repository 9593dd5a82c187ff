import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { CalendarDate, Closed, FilledLine, Id, Line, Lines, Moment, Nullable, OneOf, Version } from '../values.ts'
import { actionStatuses } from './codes.ts'

const tags = ['committee']

/** Who does what by when. */
export const Action = named(
  'Action',
  Type.Object({
    id: Id,
    title: Type.String(),
    seat: Type.Object({ id: Id, institution: Type.String() }),
    person: Nullable(Type.String({ description: 'Who does it, where it is not the member of the seat' })),
    decision: Nullable(Type.Object({ id: Id, number: Type.Integer(), year: Type.Integer() })),
    dueOn: CalendarDate,
    status: OneOf(actionStatuses),
    isOverdue: Type.Boolean(),
    note: Nullable(Type.String()),
    createdAt: Moment,
    doneAt: Nullable(Moment),
    version: Version
  })
)
export type Action = Static<typeof Action>

export const actionFilters = ['open', 'overdue', 'closed', 'all'] as const

const fields = {
  title: FilledLine(300),
  seatId: Id,
  person: Nullable(Line(160)),
  dueOn: CalendarDate,
  note: Nullable(Lines(2000))
}

export const listActions = endpoint('GET', '/actions', 'committee.read', {
  summary: 'List actions: those to be done by when they are due, then the others',
  tags,
  querystring: Closed({
    show: Type.Optional(OneOf(actionFilters)),
    seatId: Type.Optional(Id),
    decisionId: Type.Optional(Id)
  }),
  response: { 200: Type.Object({ today: CalendarDate, items: Type.Array(ref(Action)) }) }
})

export const getAction = endpoint('GET', '/actions/:id', 'committee.read', {
  summary: 'Show one action',
  tags,
  params: Closed({ id: Id }),
  response: { 200: ref(Action) }
})

export const createAction = endpoint('POST', '/actions', 'committee.write', {
  summary: 'Say who does what by when',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({ ...fields, decisionId: Nullable(Id) }),
  response: { 201: ref(Action) }
})

export const updateAction = endpoint('PATCH', '/actions/:id', 'committee.write', {
  summary: 'Change an action or its status; takes If-Match',
  tags,
  params: Closed({ id: Id }),
  body: Closed(
    {
      title: Type.Optional(fields.title),
      seatId: Type.Optional(fields.seatId),
      person: Type.Optional(fields.person),
      dueOn: Type.Optional(fields.dueOn),
      note: Type.Optional(fields.note),
      status: Type.Optional(OneOf(actionStatuses))
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Action) }
})
