import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { CalendarDate, Id, Nullable, OneOf } from '../values.ts'
import { mandateKinds } from './codes.ts'
import { MeetingRow } from './meetings.endpoints.ts'

/** How the committee is: whether it meets, whether it does what it decided, whether somebody sits on its seats. */
export const Committee = named(
  'Committee',
  Type.Object({
    today: CalendarDate,
    seats: Type.Object({
      total: Type.Integer(),
      empty: Type.Array(Type.Object({ id: Id, institution: Type.String() }))
    }),
    ending: Type.Array(
      Type.Object({
        seatId: Id,
        institution: Type.String(),
        kind: OneOf(mandateKinds),
        name: Type.String(),
        endsOn: CalendarDate,
        days: Type.Integer()
      }),
      { description: 'Mandates that end within 90 days and that nobody follows yet' }
    ),
    lastMeeting: Nullable(ref(MeetingRow)),
    daysSinceLastMeeting: Nullable(Type.Integer()),
    nextMeeting: Nullable(ref(MeetingRow)),
    actions: Type.Object({ open: Type.Integer(), overdue: Type.Integer() })
  })
)
export type Committee = Static<typeof Committee>

export const getCommittee = endpoint('GET', '/committee', 'committee.read', {
  summary: 'The health of the steering committee',
  tags: ['committee'],
  response: { 200: ref(Committee) }
})
