import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { CalendarDate, Closed, CountryCode, Id, InterfaceLanguage, Lines, Moment, Nullable, OneOf } from '../values.ts'
import { applicationStates, placementOutcomes } from './codes.ts'
import { CandidateNumber } from './matches.endpoints.ts'

const tags = ['applications']
const params = Closed({ id: Id })

export const ApplicationText = Lines(1000, { minLength: 1 })

/** What is asked half a year and a year after a placement began. */
export const OutcomeCheck = Type.Object({
  months: OneOf(['6', '12']),
  dueOn: CalendarDate,
  isDue: Type.Boolean(),
  outcome: Nullable(OneOf(codesOf(placementOutcomes))),
  words: Nullable(Type.String()),
  recordedBy: Nullable(OneOf(['staff', 'registrant'])),
  recordedAt: Nullable(Moment)
})
export type OutcomeCheck = Static<typeof OutcomeCheck>

export const ApplicationMessage = Type.Object({
  id: Id,
  from: OneOf(['registrant', 'staff']),
  text: Type.String(),
  createdAt: Moment
})
export type ApplicationMessage = Static<typeof ApplicationMessage>

/** What both sides read of an application. */
export const applicationFacts = {
  id: Id,
  state: OneOf(codesOf(applicationStates)),
  waitingPlace: Nullable(Type.Integer()),
  startsOn: Nullable(CalendarDate),
  endsOn: Nullable(CalendarDate),
  messages: Type.Array(ApplicationMessage),
  outcomes: Type.Array(OutcomeCheck),
  createdAt: Moment
}

/** Somebody who said yes, as officers of programmes read them. */
export const Application = named(
  'Application',
  Type.Object({
    ...applicationFacts,
    number: CandidateNumber,
    name: Nullable(Type.String({ description: 'Null until the person said yes' })),
    country: Nullable(CountryCode),
    reason: Nullable(Type.String({ description: 'Why the person is on the shortlist' }))
  })
)
export type Application = Static<typeof Application>

export const listApplications = endpoint('GET', '/opportunities/:id/applications', 'programme.write', {
  summary: 'List who was asked and who said yes; each named person sees in the history that they were read',
  tags,
  params,
  response: { 200: Type.Object({ items: Type.Array(ref(Application)) }) }
})

export const answerApplication = endpoint('POST', '/applications/:id/answer', 'programme.write', {
  summary: 'Shortlist with a reason, give a place, put on the waiting list or decline',
  tags,
  params,
  body: Closed({
    state: OneOf(['shortlisted', 'placed', 'waiting', 'declined']),
    reason: Type.Optional(Lines(500, { minLength: 1 })),
    startsOn: Type.Optional(CalendarDate),
    endsOn: Type.Optional(Nullable(CalendarDate))
  }),
  response: { 200: ref(Application) }
})

export const returnPlace = endpoint('POST', '/applications/:id/return', 'programme.write', {
  summary: 'Note that a person gave the place back; the first on the waiting list can have it',
  tags,
  params,
  response: { 200: ref(Application) }
})

export const writeToApplicant = endpoint('POST', '/applications/:id/messages', 'programme.write', {
  summary: 'Write to somebody who said yes; they are told that there is a message, not what it says',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed({ text: ApplicationText }),
  response: { 201: Type.Object({ id: Id }) }
})

export const OutcomeBody = Closed({
  months: OneOf(['6', '12']),
  outcome: OneOf(codesOf(placementOutcomes)),
  words: Nullable(Lines(500))
})

export const recordOutcome = endpoint('PUT', '/applications/:id/outcome', 'programme.write', {
  summary: 'Record how a placement went',
  tags,
  params,
  body: OutcomeBody,
  response: { 200: ref(Application) }
})

export const exportApplications = endpoint('POST', '/opportunities/:id/export', 'programme.write', {
  summary: 'An XLSX file of those who said yes; each of them reads of it',
  tags,
  params,
  body: Closed({ reason: Lines(500, { minLength: 3 }), language: InterfaceLanguage }),
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})
