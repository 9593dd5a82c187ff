import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import {
  CalendarDate,
  Closed,
  CountryCode,
  FilledLine,
  Id,
  InterfaceLanguage,
  Lines,
  Moment,
  Nullable,
  OneOf,
  Version
} from '../values.ts'
import { tourStates } from './codes.ts'
import { LocalTime, Paper, TimeZone } from './meetings.endpoints.ts'

const tags = ['tours']

/** Who receives the delegation. */
export const TourHost = named(
  'TourHost',
  Type.Object({
    id: Id,
    institution: Type.String(),
    purpose: Nullable(Type.String({ description: 'What one wants to learn there' })),
    contactName: Nullable(Type.String({ description: 'Only for who prepares tours' })),
    contactEmail: Nullable(Type.String({ description: 'Only for who prepares tours' })),
    version: Version
  })
)
export type TourHost = Static<typeof TourHost>

/** Who travels. */
export const TourDelegate = named(
  'TourDelegate',
  Type.Object({
    id: Id,
    name: Type.String(),
    function: Nullable(Type.String()),
    email: Nullable(Type.String({ description: 'Only for who prepares tours' })),
    seat: Nullable(Type.Object({ id: Id, institution: Type.String() })),
    version: Version
  })
)
export type TourDelegate = Static<typeof TourDelegate>

/** One entry of the programme. */
export const TourSession = named(
  'TourSession',
  Type.Object({
    id: Id,
    title: Type.String(),
    localStart: LocalTime,
    startsAt: Moment,
    endsAt: Moment,
    minutes: Type.Integer(),
    place: Nullable(Type.String()),
    questions: Nullable(Type.String({ description: 'What to ask there' })),
    host: Nullable(Type.Object({ id: Id, institution: Type.String() })),
    notes: Type.Integer({ description: 'How many notes were taken' }),
    version: Version
  })
)
export type TourSession = Static<typeof TourSession>

const row = {
  id: Id,
  title: Type.String(),
  country: CountryCode,
  firstOn: CalendarDate,
  lastOn: CalendarDate,
  state: OneOf(tourStates)
}
export const TourRow = named('TourRow', Type.Object(row))
export type TourRow = Static<typeof TourRow>

/** A study tour with its programme, hosts, delegation and documents. */
export const Tour = named(
  'Tour',
  Type.Object({
    ...row,
    objective: Type.String(),
    zone: Type.String(),
    version: Version,
    hosts: Type.Array(ref(TourHost)),
    delegates: Type.Array(ref(TourDelegate)),
    sessions: Type.Array(ref(TourSession)),
    documents: Type.Array(ref(Paper))
  })
)
export type Tour = Static<typeof Tour>

const fields = {
  title: FilledLine(200),
  objective: Lines(2000, { minLength: 1 }),
  country: CountryCode,
  zone: TimeZone,
  firstOn: CalendarDate,
  lastOn: CalendarDate
}
export const TourCreate = Closed(fields)
export type TourCreate = Static<typeof TourCreate>

const params = Closed({ id: Id })

export const listTours = endpoint('GET', '/tours', 'tour.read', {
  summary: 'List study tours, newest first',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(TourRow)) }) }
})

export const getTour = endpoint('GET', '/tours/:id', 'tour.read', {
  summary: 'Show one study tour with programme, hosts, delegation and documents',
  tags,
  params,
  response: { 200: ref(Tour) }
})

export const createTour = endpoint('POST', '/tours', 'tour.write', {
  summary: 'Plan a study tour',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: TourCreate,
  response: { 201: ref(Tour) }
})

export const updateTour = endpoint('PATCH', '/tours/:id', 'tour.write', {
  summary: 'Change a study tour, or where it stands; takes If-Match',
  description: 'Sessions keep the hour on the wall when the time zone changes.',
  tags,
  params,
  body: Closed(
    {
      title: Type.Optional(fields.title),
      objective: Type.Optional(fields.objective),
      country: Type.Optional(fields.country),
      zone: Type.Optional(fields.zone),
      firstOn: Type.Optional(fields.firstOn),
      lastOn: Type.Optional(fields.lastOn),
      state: Type.Optional(OneOf(tourStates))
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Tour) }
})

export const tourFileFormats = ['pdf', 'ics'] as const

export const downloadTour = endpoint('GET', '/tours/:id/programme/:format', 'tour.read', {
  summary: 'Take the programme as tagged PDF, or as a calendar with all sessions',
  tags,
  params: Closed({ id: Id, format: OneOf(tourFileFormats) }),
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})
