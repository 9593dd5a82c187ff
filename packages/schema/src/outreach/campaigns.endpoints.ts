import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import {
  CalendarDate,
  Closed,
  CountryCode,
  FilledLine,
  Id,
  Lines,
  Moment,
  Nullable,
  OneOf,
  Version
} from '../values.ts'
import { campaignAims, funnelSteps } from './codes.ts'
import { TrackedLink } from './links.endpoints.ts'

const tags = ['campaigns']

/** Whole units of the deployment's currency: nobody plans a campaign in cents. */
export const Money = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })

/** A push with a goal, a period and a budget, that reaches people by tracked links and messages. */
export const Campaign = named(
  'Campaign',
  Type.Object({
    id: Id,
    name: Type.String(),
    description: Type.String(),
    aim: OneOf(codesOf(campaignAims)),
    goal: Type.Integer({ description: 'How many are to be reached: confirmed registrations, or people interested' }),
    startsOn: CalendarDate,
    endsOn: CalendarDate,
    budget: Money,
    otherCosts: Type.Integer({ description: 'What was spent on no link in particular' }),
    countries: Type.Array(CountryCode, { description: 'Whom it is for; empty for everywhere' }),
    finishedAt: Nullable(Moment),
    createdAt: Moment,
    version: Version
  })
)
export type Campaign = Static<typeof Campaign>

/** Where a campaign stands: counts only, no people. */
export const CampaignProgress = named(
  'CampaignProgress',
  Type.Object({
    confirmed: Type.Integer(),
    interested: Type.Integer({ description: 'People who offered themselves for an opportunity, each once for a link' }),
    spent: Money,
    costPerConfirmed: Nullable(Type.Number({ description: 'spent ÷ confirmed; null before the first' })),
    costPerInterested: Nullable(Type.Number({ description: 'spent ÷ interested; null before the first' }))
  })
)
export type CampaignProgress = Static<typeof CampaignProgress>

const fields = {
  name: FilledLine(120),
  description: Lines(2000),
  aim: OneOf(codesOf(campaignAims)),
  goal: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  startsOn: CalendarDate,
  endsOn: CalendarDate,
  budget: Money,
  otherCosts: Money,
  countries: Type.Array(CountryCode, { maxItems: 60, uniqueItems: true })
}

export const listCampaigns = endpoint('GET', '/campaigns', 'campaign.read', {
  summary: 'List campaigns, newest first, each with how far it has come',
  tags,
  response: {
    200: Type.Object({ items: Type.Array(Type.Object({ campaign: ref(Campaign), progress: ref(CampaignProgress) })) })
  }
})

export const getCampaign = endpoint('GET', '/campaigns/:id', 'campaign.read', {
  summary: 'Show one campaign',
  tags,
  params: Closed({ id: Id }),
  response: { 200: ref(Campaign) }
})

export const createCampaign = endpoint('POST', '/campaigns', 'campaign.write', {
  summary: 'Plan a campaign',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({
    ...fields,
    description: Type.Optional(fields.description),
    otherCosts: Type.Optional(fields.otherCosts),
    countries: Type.Optional(fields.countries)
  }),
  response: { 201: ref(Campaign) }
})

export const updateCampaign = endpoint('PATCH', '/campaigns/:id', 'campaign.write', {
  summary: 'Change a campaign; takes If-Match',
  tags,
  params: Closed({ id: Id }),
  body: Closed(
    Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, Type.Optional(schema)])) as {
      [K in keyof typeof fields]: ReturnType<typeof Type.Optional<(typeof fields)[K]>>
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Campaign) }
})

export const finishCampaign = endpoint('POST', '/campaigns/:id/finish', 'campaign.write', {
  summary: 'End a campaign: nothing is added any more; what its posters still bring goes on being counted',
  tags,
  params: Closed({ id: Id }),
  response: { 200: ref(Campaign) }
})

/** How many came to each step by one link. A visit is counted once a step and tab; nobody is followed. */
export const LinkResult = named(
  'LinkResult',
  Type.Object({
    link: ref(TrackedLink),
    hits: Type.Integer({ description: 'Times that the address was opened by something that looks like a browser' }),
    bots: Type.Integer({
      description: 'Times that it was opened by a machine: previews of messengers, search engines'
    }),
    steps: Type.Object(
      Object.fromEntries(codesOf(funnelSteps).map((step) => [step, Type.Integer()])) as Record<
        (typeof funnelSteps)[number]['code'],
        ReturnType<typeof Type.Integer>
      >
    ),
    costPerConfirmed: Nullable(Type.Number()),
    costPerInterested: Nullable(Type.Number())
  })
)
export type LinkResult = Static<typeof LinkResult>

export const getCampaignResults = endpoint('GET', '/campaigns/:id/results', 'campaign.read', {
  summary: 'From first view to confirmed registration and interest, by link and by day',
  description:
    'Every number is a count of visits, registrations or people interested by a link, with no attribute of a person.',
  tags,
  params: Closed({ id: Id }),
  response: {
    200: Type.Object({
      progress: ref(CampaignProgress),
      links: Type.Array(ref(LinkResult)),
      days: Type.Array(Type.Object({ day: CalendarDate, confirmed: Type.Integer(), interested: Type.Integer() })),
      at: Moment
    })
  }
})

export const getArrivals = endpoint('GET', '/arrivals', 'campaign.read', {
  summary: 'By which way confirmed registrations came in the last twelve months',
  tags,
  response: {
    200: Type.Object({
      since: CalendarDate,
      campaigns: Type.Integer({ description: 'By a tracked link of a campaign' }),
      referral: Type.Integer({ description: 'Invited by somebody registered' }),
      unknown: Type.Integer({ description: 'With a code that no link has' }),
      none: Type.Integer({ description: 'Without any code' }),
      at: Moment
    })
  }
})
