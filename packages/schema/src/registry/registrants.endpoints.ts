import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import {
  AreaCode,
  CalendarDate,
  Closed,
  CountryCode,
  Cursor,
  FilledLine,
  Id,
  InterfaceLanguage,
  Line,
  Moment,
  Nullable,
  OneOf
} from '../values.ts'
import { origins, sexes, states, statuses } from './codes.ts'
import { Contact, ContactAddress } from './contact.ts'
import { Guardian, Person, RecordChanges } from './person.ts'
import { HistoryEntry, MyRecord } from './record.endpoints.ts'
import { CampaignCode } from './registrations.endpoints.ts'

const tags = ['registrants']

/** One row of the registry list. Contacts are masked; a sex that is sealed is null. */
export const RegistrantRow = named(
  'RegistrantRow',
  Type.Object({
    id: Id,
    reference: Type.String(),
    givenNames: Type.String(),
    surnames: Type.String(),
    birthYear: Type.Integer(),
    sex: Nullable(OneOf(codesOf(sexes))),
    country: CountryCode,
    area: Nullable(Type.String()),
    city: Type.String(),
    status: OneOf(codesOf(statuses)),
    state: OneOf(codesOf(states)),
    origin: OneOf(codesOf(origins)),
    child: Type.Boolean(),
    contactKind: Type.String(),
    registeredAt: Moment
  })
)
export type RegistrantRow = Static<typeof RegistrantRow>

/** What an officer sees of a person: everything but the contacts, which are revealed with a reason. */
export const Registrant = named(
  'Registrant',
  Type.Object({
    ...MyRecord.properties,
    sex: Nullable(OneOf(codesOf(sexes))),
    campaignCode: Nullable(Type.String()),
    confirmedBy: Nullable(OneOf(['email', 'phone', 'helper', 'officer'])),
    confirmedAt: Nullable(Moment),
    canSignIn: Type.Boolean({ description: 'Can the person open the record with a code to this contact?' })
  })
)
export type Registrant = Static<typeof Registrant>

const filters = {
  country: Type.Optional(CountryCode),
  area: Type.Optional(AreaCode),
  status: Type.Optional(OneOf(codesOf(statuses))),
  state: Type.Optional(OneOf(codesOf(states))),
  origin: Type.Optional(OneOf(codesOf(origins))),
  sex: Type.Optional(OneOf(['woman', 'man', 'not-said'])),
  bornFrom: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2100 })),
  bornTo: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2100 })),
  registeredFrom: Type.Optional(CalendarDate),
  registeredTo: Type.Optional(CalendarDate),
  campaignCode: Type.Optional(CampaignCode),
  needs: Type.Optional(Type.String({ maxLength: 30, pattern: '^[a-z-]+$' }))
}
export const RegistrantFilters = Closed(filters)
export type RegistrantFilters = Static<typeof RegistrantFilters>

const Page = Type.Object({ items: Type.Array(ref(RegistrantRow)), next: Nullable(Cursor) })

export const listRegistrants = endpoint('GET', '/registrants', 'registrant.read', {
  summary: 'List the registrants of the own post, newest first',
  tags,
  querystring: Closed({
    ...filters,
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  }),
  response: { 200: Page }
})

export const countRegistrants = endpoint('GET', '/registrants/count', 'registrant.read', {
  summary: 'How many registrants of the own post match',
  tags,
  querystring: RegistrantFilters,
  response: { 200: Type.Object({ count: Type.Integer() }) }
})

export const searchRegistrants = endpoint('POST', '/registrants/search', 'registrant.read', {
  summary: 'Find people of the own post by name, reference, or exact contact',
  description:
    'In a body, so that no name stands in a log. Accents, particles, order and slips of spelling are forgiven.',
  tags,
  body: Closed(
    {
      text: Type.Optional(Line(160, { minLength: 2 })),
      contact: Type.Optional(ContactAddress)
    },
    { minProperties: 1 }
  ),
  response: { 200: Type.Object({ items: Type.Array(ref(RegistrantRow)) }) }
})

export const getRegistrant = endpoint('GET', '/registrants/:id', 'registrant.read', {
  summary: 'Show one registrant',
  tags,
  params: Closed({ id: Id }),
  response: { 200: ref(Registrant) }
})

export const revealRegistrantContact = endpoint('POST', '/registrants/:id/reveal', 'registrant.read', {
  summary: 'Show the contacts and accessibility needs of one registrant; the reason is kept and the person can read it',
  tags,
  params: Closed({ id: Id }),
  body: Closed({ reason: FilledLine(200, { minLength: 5 }) }),
  response: {
    200: Type.Object({
      contact: Nullable(ContactAddress),
      emergencyContact: Nullable(Type.Object({ name: Type.String(), phone: Type.String(), relation: Type.String() })),
      accessibilityNeeds: Nullable(Type.String({ description: 'Only while the person consents to it' }))
    })
  }
})

/** The same form at the counter: the officer is the actor, the consent is the person's own. */
export const CounterRegistration = Closed({
  forWhom: OneOf(['self', 'child']),
  person: Person,
  adult: Type.Optional(Type.Boolean()),
  oldEnough: Type.Optional(Type.Boolean()),
  guardian: Type.Optional(Guardian),
  contact: Contact,
  notice: Closed({ version: Line(40, { minLength: 1 }), language: InterfaceLanguage, accepted: Type.Literal(true) }),
  campaignCode: Type.Optional(Nullable(CampaignCode))
})
export type CounterRegistration = Static<typeof CounterRegistration>

export const createRegistrant = endpoint('POST', '/registrants', 'registrant.write', {
  summary: 'Register a person at the counter; the officer vouches',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: CounterRegistration,
  response: { 201: ref(Registrant) }
})

export const updateRegistrant = endpoint('PATCH', '/registrants/:id', 'registrant.write', {
  summary: 'Change a record for the person; takes If-Match',
  tags,
  params: Closed({ id: Id }),
  body: RecordChanges,
  response: { 200: ref(Registrant) }
})

export const vouchRegistrant = endpoint('POST', '/registrants/:id/vouch', 'registrant.write', {
  summary: 'Confirm a person whom the officer has seen',
  tags,
  params: Closed({ id: Id }),
  body: Closed({ reason: FilledLine(200, { minLength: 5 }) }),
  response: { 200: ref(Registrant) }
})

export const listRegistrantHistory = endpoint('GET', '/registrants/:id/history', 'registrant.read', {
  summary: 'Who looked at the record or changed it',
  tags,
  params: Closed({ id: Id }),
  response: { 200: Type.Object({ items: Type.Array(ref(HistoryEntry)) }) }
})

export const exportRegistrants = endpoint('POST', '/registrants/export', 'registrant.export', {
  summary: 'The list of the own post as a file; the reason is kept',
  tags,
  body: Closed({
    format: OneOf(['csv', 'xlsx']),
    language: Type.Optional(InterfaceLanguage),
    reason: FilledLine(200, { minLength: 5 }),
    filters: Type.Optional(RegistrantFilters)
  }),
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})
