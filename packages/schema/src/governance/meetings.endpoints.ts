import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Line, Lines, Moment, Nullable, OneOf, Version } from '../values.ts'
import { mandateKinds, meetingStates, PAPER_BYTES_MAX } from './codes.ts'

const tags = ['committee']

/** Wall-clock time without a zone, from 1900 to 2199: "2026-12-01T09:00". */
export const LocalTime = Type.String({
  pattern: '^(?:19|20|21)\\d{2}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$',
  maxLength: 16,
  examples: ['2026-12-01T09:00']
})
/** A zone of the IANA database. */
export const TimeZone = Type.String({
  pattern: '^[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}$',
  maxLength: 60,
  examples: ['Africa/Maputo']
})

/** A quorum in figures: what there is, and what it takes. */
export const Quorum = named(
  'Quorum',
  Type.Object({
    filled: Type.Integer({ description: 'Seats that somebody holds on that day' }),
    present: Type.Integer({ description: 'Seats whose member is there, or else the alternate' }),
    needed: Type.Integer(),
    percent: Type.Integer({ description: 'More than this part of the filled seats must be there' }),
    met: Type.Boolean()
  })
)
export type Quorum = Static<typeof Quorum>

const Member = Type.Object({ mandateId: Id, name: Type.String(), function: Nullable(Type.String()) })

/** One seat at one meeting. */
export const MeetingSeat = named(
  'MeetingSeat',
  Type.Object({
    seatId: Id,
    institution: Type.String(),
    titular: Nullable(Member),
    alternate: Nullable(Member),
    titularPresent: Type.Boolean(),
    alternatePresent: Type.Boolean(),
    counts: Nullable(OneOf(mandateKinds, { description: 'Who counts for the quorum; the alternate only in absence' }))
  })
)
export type MeetingSeat = Static<typeof MeetingSeat>

export const MeetingItem = named(
  'MeetingItem',
  Type.Object({ id: Id, title: Type.String(), description: Nullable(Type.String()) })
)
export type MeetingItem = Static<typeof MeetingItem>

export const Paper = named(
  'Paper',
  Type.Object({
    id: Id,
    name: Type.String(),
    type: Type.String(),
    bytes: Type.Integer(),
    addedAt: Moment
  })
)
export type Paper = Static<typeof Paper>

const row = {
  id: Id,
  year: Type.Integer(),
  number: Type.Integer(),
  title: Type.String(),
  startsAt: Moment,
  endsAt: Moment,
  zone: Type.String(),
  place: Nullable(Type.String()),
  state: OneOf(meetingStates)
}

export const MeetingRow = named('MeetingRow', Type.Object(row))
export type MeetingRow = Static<typeof MeetingRow>

/** A meeting with its agenda, papers, seats and quorum. */
export const Meeting = named(
  'Meeting',
  Type.Object({
    ...row,
    localStart: LocalTime,
    minutes: Type.Integer({ description: 'How long it is to last' }),
    link: Nullable(Type.String()),
    calledAt: Nullable(Moment),
    sequence: Type.Integer({ description: 'How often the invitation was changed' }),
    cancelReason: Nullable(Type.String()),
    isFrozen: Type.Boolean({ description: 'Its minutes are approved: agenda, papers and attendance stay as they are' }),
    version: Version,
    items: Type.Array(ref(MeetingItem)),
    papers: Type.Array(ref(Paper)),
    seats: Type.Array(ref(MeetingSeat)),
    quorum: ref(Quorum)
  })
)
export type Meeting = Static<typeof Meeting>

const item = Closed({
  id: Type.Optional(Id),
  title: FilledLine(300),
  description: Type.Optional(Nullable(Lines(2000)))
})
const fields = {
  title: FilledLine(200),
  localStart: LocalTime,
  minutes: Type.Integer({ minimum: 5, maximum: 1440 }),
  zone: TimeZone,
  place: Nullable(Line(200)),
  link: Nullable(Type.String({ maxLength: 500, pattern: '^https://[^\\s<>"\\u0000-\\u001f\\u007f]+$' })),
  items: Type.Array(item, { maxItems: 40 })
}
export const MeetingCreate = Closed(fields)
export type MeetingCreate = Static<typeof MeetingCreate>

const params = Closed({ id: Id })

export const listMeetings = endpoint('GET', '/meetings', 'committee.read', {
  summary: 'List the meetings of the committee, newest first',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(MeetingRow)) }) }
})

export const getMeeting = endpoint('GET', '/meetings/:id', 'committee.read', {
  summary: 'Show one meeting with agenda, papers and attendance',
  tags,
  params,
  response: { 200: ref(Meeting) }
})

export const createMeeting = endpoint('POST', '/meetings', 'committee.write', {
  summary: 'Draft a meeting; nobody is told yet',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: MeetingCreate,
  response: { 201: ref(Meeting) }
})

export const updateMeeting = endpoint('PATCH', '/meetings/:id', 'committee.write', {
  summary: 'Change a meeting or its agenda; takes If-Match; who was invited is told',
  tags,
  params,
  body: Closed(
    {
      title: Type.Optional(fields.title),
      localStart: Type.Optional(fields.localStart),
      minutes: Type.Optional(fields.minutes),
      zone: Type.Optional(fields.zone),
      place: Type.Optional(fields.place),
      link: Type.Optional(fields.link),
      items: Type.Optional(fields.items)
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Meeting) }
})

export const callMeeting = endpoint('POST', '/meetings/:id/call', 'committee.write', {
  summary: 'Invite every member and alternate, with an entry for their calendar',
  tags,
  params,
  response: { 200: Type.Object({ meeting: ref(Meeting), invited: Type.Integer(), withoutEmail: Type.Integer() }) }
})

export const cancelMeeting = endpoint('POST', '/meetings/:id/cancel', 'committee.write', {
  summary: 'Call a meeting off; who was invited is told',
  tags,
  params,
  body: Closed({ reason: Lines(500, { minLength: 1 }) }),
  response: { 200: ref(Meeting) }
})

export const holdMeeting = endpoint('POST', '/meetings/:id/hold', 'committee.write', {
  summary: 'Note that a meeting took place',
  tags,
  params,
  response: { 200: ref(Meeting) }
})

export const setAttendance = endpoint('PUT', '/meetings/:id/attendance/:seatId', 'committee.write', {
  summary: 'Note who of a seat is there',
  tags,
  params: Closed({ id: Id, seatId: Id }),
  body: Closed({ titularPresent: Type.Boolean(), alternatePresent: Type.Boolean() }),
  response: { 200: ref(Meeting) }
})

export const addPaper = endpoint('POST', '/meetings/:id/papers', 'committee.write', {
  summary: 'Put a paper before a meeting: PDF, Word, Excel, PNG or JPEG up to 5 MB',
  description: 'What it is, is read from its bytes. Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed({
    name: FilledLine(200, { description: 'The name of the file' }),
    content: Type.String({
      maxLength: Math.ceil(PAPER_BYTES_MAX / 3) * 4,
      // No pattern: over millions of characters the engine of regular expressions may run out of stack.
      minLength: 1,
      description: 'The bytes in base64'
    })
  }),
  response: { 201: ref(Paper) }
})

export const getPaper = endpoint('GET', '/papers/:id', 'committee.read', {
  summary: 'Download a paper; the reading is noted',
  tags,
  params,
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})

export const removePaper = endpoint('DELETE', '/papers/:id', 'committee.write', {
  summary: 'Take a paper back, while the minutes are not approved',
  tags,
  params,
  response: { 200: Type.Object({ id: Id }) }
})
