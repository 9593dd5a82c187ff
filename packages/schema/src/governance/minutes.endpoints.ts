import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, Id, InterfaceLanguage, Line, Lines, Moment, Nullable, OneOf, Version } from '../values.ts'

const tags = ['committee']

/** What was said on one item of the agenda. */
const part = Type.Object({ itemId: Id, title: Type.String(), text: Type.String() })

/** The minutes of a meeting in one edition. An approved edition is frozen; a correction is the next one. */
export const Minutes = named(
  'Minutes',
  Type.Object({
    id: Id,
    meetingId: Id,
    edition: Type.Integer(),
    state: OneOf(['draft', 'approved']),
    correction: Nullable(Type.String({ description: 'Why there is another edition' })),
    opening: Type.String(),
    parts: Type.Array(part),
    closing: Type.String(),
    writtenBy: Nullable(Type.String({ description: 'Name of the member of staff' })),
    approvedAt: Nullable(Moment),
    approvedBy: Nullable(Type.String({ description: 'Who noted the approval in the name of the meeting' })),
    approvedIn: Nullable(Type.String({ description: 'Where the meeting approved it, in words' })),
    version: Version
  })
)
export type Minutes = Static<typeof Minutes>

const meeting = Closed({ id: Id })

export const listMinutes = endpoint('GET', '/meetings/:id/minutes', 'committee.read', {
  summary: 'All editions of the minutes of a meeting, newest first',
  tags,
  params: meeting,
  response: { 200: Type.Object({ items: Type.Array(ref(Minutes)) }) }
})

export const createMinutes = endpoint('POST', '/meetings/:id/minutes', 'committee.write', {
  summary: 'Begin the minutes, or an edition that corrects the approved one',
  description: 'A correction says why. Accepts an Idempotency-Key.',
  tags,
  params: meeting,
  body: Closed({ correction: Type.Optional(Lines(500)) }),
  response: { 201: ref(Minutes) }
})

export const updateMinutes = endpoint('PATCH', '/minutes/:id', 'committee.write', {
  summary: 'Write the minutes; takes If-Match; not after they are approved',
  tags,
  params: Closed({ id: Id }),
  body: Closed({
    opening: Lines(10_000),
    parts: Type.Array(Closed({ itemId: Id, text: Lines(20_000) }), { maxItems: 40 }),
    closing: Lines(10_000)
  }),
  response: { 200: ref(Minutes) }
})

export const approveMinutes = endpoint('POST', '/minutes/:id/approve', 'committee.write', {
  summary: 'Note that the meeting approved its minutes; from then on they are frozen; takes If-Match',
  tags,
  params: Closed({ id: Id }),
  body: Closed({ approvedIn: Line(200, { minLength: 1 }) }),
  response: { 200: ref(Minutes) }
})

export const downloadMinutes = endpoint('GET', '/minutes/:id/:format', 'committee.read', {
  summary: 'The minutes as a file with letterhead',
  tags,
  params: Closed({ id: Id, format: OneOf(['pdf', 'docx']) }),
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})
