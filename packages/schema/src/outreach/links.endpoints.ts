import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, Id, InterfaceLanguage, Line, Moment, Nullable, OneOf } from '../values.ts'
import { CampaignCode } from '../registry/registrations.endpoints.ts'
import { linkChannels, reportedSteps } from './codes.ts'

const tags = ['links']

/** The code of a tracked link: begins with a letter, so that it can be said as a word. */
const LinkCode = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{1,23}$', maxLength: 24 })

/** The code of everybody's invitation: the same for all, so that nobody can read who invited whom. */
export const REFERRAL_CODE = 'CONVITE'

/** A short code for one channel, place and messenger of a campaign; printed as QR too, and said on the radio. */
export const TrackedLink = named(
  'TrackedLink',
  Type.Object({
    id: Id,
    campaignId: Id,
    code: Type.String({ examples: ['MANGA27'] }),
    channel: OneOf(codesOf(linkChannels)),
    place: Type.String(),
    messenger: Type.String({ description: 'Who carries it: a station, an association, a leader who agreed' }),
    cost: Type.Integer(),
    closedAt: Nullable(Moment),
    createdAt: Moment
  })
)
export type TrackedLink = Static<typeof TrackedLink>

const fields = {
  channel: OneOf(codesOf(linkChannels)),
  place: Line(120),
  messenger: Line(120),
  cost: Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
}

export const createLink = endpoint('POST', '/campaigns/:id/links', 'campaign.write', {
  summary: 'Add a tracked link; without a code the product makes one that can be said aloud',
  description: 'Accepts an Idempotency-Key. Answers 409 for a code that is in use.',
  tags,
  params: Closed({ id: Id }),
  body: Closed({
    channel: fields.channel,
    place: Type.Optional(fields.place),
    messenger: Type.Optional(fields.messenger),
    cost: Type.Optional(fields.cost),
    code: Type.Optional(LinkCode)
  }),
  response: { 201: ref(TrackedLink) }
})

export const updateLink = endpoint('PATCH', '/campaigns/:id/links/:linkId', 'campaign.write', {
  summary: 'Change what a link cost, where it is, or close it; its code never changes, since it is printed',
  tags,
  params: Closed({ id: Id, linkId: Id }),
  body: Closed(
    {
      place: Type.Optional(fields.place),
      messenger: Type.Optional(fields.messenger),
      cost: Type.Optional(fields.cost),
      closed: Type.Optional(Type.Boolean())
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(TrackedLink) }
})

export const linkFiles = ['qr.svg', 'qr.png', 'poster-pt.pdf', 'poster-en.pdf'] as const

export const downloadLinkFile = endpoint('GET', '/campaigns/:id/links/:linkId/:file', 'campaign.read', {
  summary: 'The link as QR code (SVG, or PNG of 1,400 pixels or more) or as an A4 poster (PDF)',
  tags,
  params: Closed({ id: Id, linkId: Id, file: OneOf(linkFiles) }),
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})

export const followLink = endpoint(
  'GET',
  '/c/:code',
  'public',
  {
    summary: 'What a QR code holds: leads to the first page, with the code kept for the registration',
    tags,
    params: Closed({ code: LinkCode }),
    querystring: Closed({ l: Type.Optional(InterfaceLanguage) }),
    response: { 302: Type.Null() }
  },
  { atRoot: true }
)

export const recordVisit = endpoint('POST', '/visits', 'public', {
  summary: 'Count that somebody who came by a link reached a step',
  description: 'Counts by link, step and day; keeps nothing of who it was. Answers alike for codes that there are not.',
  tags,
  body: Closed({ code: CampaignCode, step: OneOf(reportedSteps) }),
  response: { 202: Type.Object({ accepted: Type.Literal(true) }) }
})
