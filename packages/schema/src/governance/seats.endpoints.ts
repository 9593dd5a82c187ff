import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { CalendarDate, Closed, FilledLine, Id, Line, Nullable, OneOf, Version } from '../values.ts'
import { mandateKinds } from './codes.ts'

const tags = ['committee']

/** The term of a person in a seat. */
export const Mandate = named(
  'Mandate',
  Type.Object({
    id: Id,
    kind: OneOf(mandateKinds),
    name: Type.String(),
    function: Nullable(Type.String({ description: 'What the person is in the institution' })),
    email: Nullable(Type.String({ description: 'Only for who calls the meetings' })),
    startsOn: CalendarDate,
    endsOn: Nullable(Type.String({ format: 'date', description: 'The last day; null while it is open' })),
    version: Version
  })
)
export type Mandate = Static<typeof Mandate>

/** An institution's place in the committee, with everybody who has held it. */
export const Seat = named(
  'Seat',
  Type.Object({
    id: Id,
    institution: Type.String(),
    endedOn: Nullable(Type.String({ format: 'date', description: 'The last day on which the seat exists' })),
    version: Version,
    mandates: Type.Array(ref(Mandate))
  })
)
export type Seat = Static<typeof Seat>

const Email = Type.String({ format: 'email', maxLength: 254 })
const mandate = {
  kind: OneOf(mandateKinds),
  name: FilledLine(160),
  function: Nullable(Line(160)),
  email: Nullable(Email),
  startsOn: CalendarDate,
  endsOn: Nullable(CalendarDate)
}
export const MandateCreate = Closed(mandate)
export type MandateCreate = Static<typeof MandateCreate>

export const listSeats = endpoint('GET', '/seats', 'committee.read', {
  summary: 'List the seats of the steering committee with their mandates',
  tags,
  response: { 200: Type.Object({ today: CalendarDate, items: Type.Array(ref(Seat)) }) }
})

export const createSeat = endpoint('POST', '/seats', 'committee.write', {
  summary: 'Give an institution a seat',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({ institution: FilledLine(200) }),
  response: { 201: ref(Seat) }
})

export const loadExampleSeats = endpoint('POST', '/seats/example', 'committee.write', {
  summary: 'Begin with the seats of the inter-ministerial group of 2013; only while there are none',
  tags,
  response: { 201: Type.Object({ items: Type.Array(ref(Seat)) }) }
})

export const updateSeat = endpoint('PATCH', '/seats/:id', 'committee.write', {
  summary: 'Rename a seat, or end it; takes If-Match',
  tags,
  params: Closed({ id: Id }),
  body: Closed(
    { institution: Type.Optional(FilledLine(200)), endedOn: Type.Optional(Nullable(CalendarDate)) },
    { minProperties: 1 }
  ),
  response: { 200: ref(Seat) }
})

export const createMandate = endpoint('POST', '/seats/:id/mandates', 'committee.write', {
  summary: 'Say who holds a seat, or stands in, and from when',
  description: 'Refused where it overlaps another mandate of the same kind. Accepts an Idempotency-Key.',
  tags,
  params: Closed({ id: Id }),
  body: MandateCreate,
  response: { 201: ref(Seat) }
})

export const updateMandate = endpoint('PATCH', '/mandates/:id', 'committee.write', {
  summary: 'Correct a mandate, or end it; takes If-Match',
  tags,
  params: Closed({ id: Id }),
  body: Closed(
    {
      name: Type.Optional(mandate.name),
      function: Type.Optional(mandate.function),
      email: Type.Optional(mandate.email),
      startsOn: Type.Optional(mandate.startsOn),
      endsOn: Type.Optional(mandate.endsOn)
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Seat) }
})
