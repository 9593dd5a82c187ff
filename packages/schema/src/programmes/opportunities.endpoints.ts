import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { availabilities, educationFields, investmentBands, languageLevels, offers, sectors } from '../registry/codes.ts'
import {
  AreaCode,
  CalendarDate,
  Closed,
  FilledLine,
  Id,
  LanguageCode,
  Line,
  Lines,
  Moment,
  Nullable,
  OneOf,
  Version
} from '../values.ts'
import { opportunityKinds, opportunityStates } from './codes.ts'

const tags = ['opportunities']
const params = Closed({ id: Id })

/** An opportunity in one language. */
const Words = Closed({ title: FilledLine(120), text: Lines(4000, { minLength: 1 }) })

/** What is looked for, and where and when. Codes as in the registry, so that a match can be told part by part. */
export const opportunityFields = {
  pt: Words,
  en: Nullable(Words),
  host: FilledLine(160),
  skills: Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,40}$', maxLength: 40 }), { uniqueItems: true, maxItems: 15 }),
  languages: Type.Array(Closed({ code: LanguageCode, level: OneOf(codesOf(languageLevels)) }), { maxItems: 5 }),
  educationField: Nullable(OneOf(codesOf(educationFields))),
  offer: Nullable(OneOf(codesOf(offers))),
  availability: Nullable(OneOf(codesOf(availabilities))),
  remote: Type.Boolean(),
  province: Nullable(AreaCode),
  district: Nullable(Line(80)),
  startsOn: Nullable(CalendarDate),
  endsOn: Nullable(CalendarDate),
  sector: Nullable(OneOf(codesOf(sectors))),
  band: Nullable(OneOf(codesOf(investmentBands))),
  places: Type.Integer({ minimum: 1, maximum: 500 }),
  closesOn: CalendarDate
}

/** What everybody may read of an open opportunity. */
export const PublicOpportunity = named(
  'PublicOpportunity',
  Type.Object({ id: Id, kind: OneOf(codesOf(opportunityKinds)), ...opportunityFields })
)
export type PublicOpportunity = Static<typeof PublicOpportunity>

/** How many people stand where. Exact: these are people who said yes to this opportunity. */
export const OpportunityCounts = Type.Object({
  invited: Type.Integer(),
  interested: Type.Integer(),
  shortlisted: Type.Integer(),
  waiting: Type.Integer(),
  placed: Type.Integer(),
  declined: Type.Integer()
})
export type OpportunityCounts = Static<typeof OpportunityCounts>

export const Opportunity = named(
  'Opportunity',
  Type.Object({
    id: Id,
    kind: OneOf(codesOf(opportunityKinds)),
    ...opportunityFields,
    state: OneOf(codesOf(opportunityStates)),
    counts: OpportunityCounts,
    invitationsLeft: Type.Integer({ description: 'Ten for each place' }),
    createdAt: Moment,
    version: Version
  })
)
export type Opportunity = Static<typeof Opportunity>

export const OpportunityBody = Closed({ kind: OneOf(codesOf(opportunityKinds)), ...opportunityFields })
export type OpportunityBody = Static<typeof OpportunityBody>
/** The kind stays: people gave their yes to it. */
export const OpportunityChanges = Closed(opportunityFields)
export type OpportunityChanges = Static<typeof OpportunityChanges>

export const listPublicOpportunities = endpoint('GET', '/public/opportunities', 'public', {
  summary: 'List open opportunities, those that close first on top, at most 200',
  tags,
  querystring: Closed({ kind: Type.Optional(OneOf(codesOf(opportunityKinds))) }),
  response: { 200: Type.Object({ items: Type.Array(ref(PublicOpportunity)) }) }
})

export const getPublicOpportunity = endpoint('GET', '/public/opportunities/:id', 'public', {
  summary: 'Show one open opportunity',
  tags,
  params,
  response: { 200: ref(PublicOpportunity) }
})

export const listOpportunities = endpoint('GET', '/opportunities', 'programme.read', {
  summary: 'List opportunities, newest first, at most 500',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Opportunity)) }) }
})

export const getOpportunity = endpoint('GET', '/opportunities/:id', 'programme.read', {
  summary: 'Show one opportunity',
  tags,
  params,
  response: { 200: ref(Opportunity) }
})

export const createOpportunity = endpoint('POST', '/opportunities', 'programme.write', {
  summary: 'Write an opportunity; it is a draft until it is opened',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: OpportunityBody,
  response: { 201: ref(Opportunity) }
})

export const updateOpportunity = endpoint('PUT', '/opportunities/:id', 'programme.write', {
  summary: 'Change a draft or an open opportunity; needs If-Match',
  tags,
  params,
  body: OpportunityChanges,
  response: { 200: ref(Opportunity) }
})

export const moveOpportunity = endpoint('POST', '/opportunities/:id/state', 'programme.write', {
  summary: 'Open, close, declare filled or withdraw an opportunity; it is filled only when everybody has an answer',
  tags,
  params,
  body: Closed({ state: OneOf(['open', 'closed', 'filled', 'withdrawn']) }),
  response: { 200: ref(Opportunity) }
})
