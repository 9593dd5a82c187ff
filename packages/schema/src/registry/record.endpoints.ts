import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import {
  AreaCode,
  Closed,
  CountryCode,
  Id,
  InterfaceLanguage,
  Line,
  Moment,
  Nullable,
  OneOf,
  Version
} from '../values.ts'
import { contactOwnerships, guardianRelations, origins, purposes, states, statuses } from './codes.ts'
import { Session } from '../platform/session.endpoints.ts'
import { ContactAddress } from './contact.ts'
import { Details, personFields, RecordChanges } from './person.ts'
import { Reference } from './reference.ts'

const tags = ['my record']

/** Who did something to a record, when and what; no values. */
export const HistoryEntry = named(
  'HistoryEntry',
  Type.Object({
    id: Id,
    at: Moment,
    action: Type.String({ description: 'For example registrant.reveal', maxLength: 80 }),
    actorKind: OneOf(['registrant', 'staff', 'helper', 'system', 'nobody']),
    actorName: Nullable(Type.String()),
    fields: Type.Array(Type.String()),
    reason: Nullable(Type.String())
  })
)
export type HistoryEntry = Static<typeof HistoryEntry>

export const ConsentEntry = named(
  'ConsentEntry',
  Type.Object({
    purpose: OneOf(codesOf(purposes)),
    given: Type.Boolean(),
    noticeVersion: Type.String(),
    language: InterfaceLanguage,
    channel: OneOf(['web', 'counter', 'helper']),
    at: Moment
  })
)

/** A person's own record. */
export const MyRecord = named(
  'MyRecord',
  Type.Object({
    id: Id,
    reference: Type.String(),
    version: Version,
    status: OneOf(codesOf(statuses)),
    state: OneOf(codesOf(states)),
    origin: OneOf(codesOf(origins)),
    child: Type.Boolean(),
    guardian: Nullable(
      Type.Object({ relation: OneOf(codesOf(guardianRelations)), givenNames: Type.String(), surnames: Type.String() })
    ),
    ...personFields,
    birthDate: Nullable(Type.String()),
    area: Nullable(Type.String()),
    city: Type.String(),
    contact: Type.Object({
      kind: Type.String(),
      masked: Nullable(Type.String()),
      ownership: Nullable(Type.String()),
      whatsapp: Type.Boolean(),
      verified: Type.Boolean({ description: 'By a code that came back, or by an officer' })
    }),
    details: ref(Details),
    consents: Type.Array(Type.Object({ purpose: OneOf(codesOf(purposes)), given: Type.Boolean(), at: Moment })),
    consentHistory: Type.Array(ref(ConsentEntry)),
    postName: Type.String(),
    registeredAt: Moment,
    affirmedAt: Moment
  })
)
export type MyRecord = Static<typeof MyRecord>

export const requestSignInCode = endpoint('POST', '/session/code', 'public', {
  summary: 'Ask for a one-time code to open the own record',
  description:
    'Answers alike whether or not the contact is known. The code goes to the contact, and only if it is known.',
  tags: ['session'],
  body: Closed({ contact: ContactAddress, language: Type.Optional(InterfaceLanguage) }),
  response: { 202: Type.Object({ id: Id, resendAfterSeconds: Type.Integer() }) }
})

export const signInRegistrant = endpoint('POST', '/session/registrant', 'public', {
  summary: 'Open the own record with the code and a second fact',
  description:
    'A contact may serve several people, so the code alone opens nothing: the reference number or the year of birth is needed too.',
  tags: ['session'],
  body: Closed({
    id: Id,
    code: Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 }),
    reference: Type.Optional(Reference),
    birthYear: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2100 }))
  }),
  response: { 200: ref(Session) }
})

export const getMyRecord = endpoint('GET', '/me', 'record.self', {
  summary: 'My record',
  tags,
  response: { 200: ref(MyRecord) }
})

export const updateMyRecord = endpoint('PATCH', '/me', 'record.self', {
  summary: 'Change my record; takes If-Match',
  tags,
  body: RecordChanges,
  response: { 200: ref(MyRecord) }
})

export const requestContactChange = endpoint('POST', '/me/contact', 'record.self', {
  summary: 'Ask for a code to a new contact, before it takes the place of the present one',
  tags,
  body: Closed({ contact: ContactAddress }),
  response: { 202: Type.Object({ sentTo: Type.String(), resendAfterSeconds: Type.Integer() }) }
})

export const confirmContactChange = endpoint('POST', '/me/contact/confirm', 'record.self', {
  summary: 'Change the contact with the code that went to the new one; the old one is told',
  tags,
  body: Closed({
    contact: ContactAddress,
    code: Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 }),
    ownership: OneOf(codesOf(contactOwnerships)),
    whatsapp: Type.Optional(Type.Boolean())
  }),
  response: { 200: ref(MyRecord) }
})

export const affirmMyRecord = endpoint('POST', '/me/affirm', 'record.self', {
  summary: 'Say that the record is still correct',
  tags,
  response: { 200: ref(MyRecord) }
})

export const setMyConsent = endpoint('PUT', '/me/consents/:purpose', 'record.self', {
  summary: 'Give or withdraw consent for one purpose',
  tags,
  params: Closed({ purpose: OneOf(codesOf(purposes)) }),
  body: Closed({ given: Type.Boolean(), noticeVersion: Line(40, { minLength: 1 }), language: InterfaceLanguage }),
  response: { 200: ref(MyRecord) }
})

export const changeMyState = endpoint('POST', '/me/state', 'record.self', {
  summary: 'Say that I moved to another country or returned',
  tags,
  body: Closed({
    state: OneOf(['abroad', 'moved', 'returned']),
    country: Type.Optional(CountryCode),
    area: Type.Optional(Nullable(AreaCode))
  }),
  response: { 200: ref(MyRecord) }
})

export const claimMyRecord = endpoint('POST', '/me/claim', 'record.self', {
  summary: 'At majority, take over the record that a guardian made',
  tags,
  body: Closed({ confirm: Type.Literal(true) }),
  response: { 200: ref(MyRecord) }
})

export const listMyHistory = endpoint('GET', '/me/history', 'record.self', {
  summary: 'Who looked at my record or changed it',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(HistoryEntry)) }) }
})

export const downloadMyRecord = endpoint('GET', '/me/download', 'record.self', {
  summary: 'Everything that is kept about me, as a file',
  tags,
  response: { 200: Type.Object({}, { additionalProperties: true }) }
})

/** What remains of a record that was erased: something to quote that names nobody. */
export const ErasureReceipt = named(
  'ErasureReceipt',
  Type.Object({ receipt: Type.String(), erasedAt: Moment, goneAt: Moment })
)
export type ErasureReceipt = Static<typeof ErasureReceipt>

export const eraseMyRecord = endpoint('POST', '/me/erase', 'record.self', {
  summary: 'Erase my record: out of use at once, gone for good after the stated delay',
  tags,
  body: Closed({ confirm: Type.Literal(true) }),
  response: { 200: ref(ErasureReceipt) }
})
