import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { CampaignCode } from '../registry/registrations.endpoints.ts'
import { Closed, Id, Lines, Nullable, OneOf } from '../values.ts'
import { applicationFacts, ApplicationText, OutcomeBody } from './applications.endpoints.ts'
import { opportunityStates } from './codes.ts'
import { Match } from './matches.endpoints.ts'
import { PublicOpportunity } from './opportunities.endpoints.ts'

const tags = ['my opportunities']
const params = Closed({ id: Id })

export const MyApplication = named('MyApplication', Type.Object(applicationFacts))
export type MyApplication = Static<typeof MyApplication>

/** An opportunity as a registrant sees it: why it may fit, and where they stand. */
export const MyOpportunity = named(
  'MyOpportunity',
  Type.Object({
    opportunity: ref(PublicOpportunity),
    state: OneOf(codesOf(opportunityStates)),
    match: Nullable(ref(Match)),
    application: Nullable(ref(MyApplication))
  })
)
export type MyOpportunity = Static<typeof MyOpportunity>

export const MyOpportunities = named(
  'MyOpportunities',
  Type.Object({
    mayApply: Type.Boolean({ description: 'False for a child’s record' }),
    consents: Type.Object({ matching: Type.Boolean(), investment: Type.Boolean() }),
    items: Type.Array(ref(MyOpportunity))
  })
)
export type MyOpportunities = Static<typeof MyOpportunities>

export const listMyOpportunities = endpoint('GET', '/me/opportunities', 'record.self', {
  summary: 'Open opportunities with why they fit, what fits best first, and where the person stands; at most 200',
  tags,
  response: { 200: ref(MyOpportunities) }
})

export const showInterest = endpoint('POST', '/me/opportunities/:id/interest', 'record.self', {
  summary: 'Offer oneself; the officers of this opportunity then see the name',
  description:
    'Accepts an Idempotency-Key. The code of the campaign that led here is kept to count what the campaign brought.',
  tags,
  params,
  body: Closed({ message: Lines(1000), campaignCode: Type.Optional(Nullable(CampaignCode)) }),
  response: { 201: Type.Object({ id: Id }) }
})

export const answerInvitation = endpoint('POST', '/me/applications/:id/answer', 'record.self', {
  summary: 'Say yes or no to being known to a programme that asked',
  tags,
  params,
  body: Closed({ yes: Type.Boolean() }),
  response: { 200: ref(MyApplication) }
})

export const withdrawApplication = endpoint('POST', '/me/applications/:id/withdraw', 'record.self', {
  summary: 'Withdraw; who has a place gives it back',
  tags,
  params,
  response: { 200: ref(MyApplication) }
})

export const writeToProgramme = endpoint('POST', '/me/applications/:id/messages', 'record.self', {
  summary: 'Write to the programme',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed({ text: ApplicationText }),
  response: { 201: Type.Object({ id: Id }) }
})

export const recordMyOutcome = endpoint('PUT', '/me/applications/:id/outcome', 'record.self', {
  summary: 'Say how the placement went',
  tags,
  params,
  body: OutcomeBody,
  response: { 200: ref(MyApplication) }
})
