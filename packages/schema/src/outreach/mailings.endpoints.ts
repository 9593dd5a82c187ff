import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import {
  Closed,
  CountryCode,
  FilledLine,
  Id,
  InterfaceLanguage,
  Line,
  Lines,
  Moment,
  Nullable,
  OneOf,
  Version
} from '../values.ts'
import { mailingPurposes, mailingStates, recipientStates } from './codes.ts'

const tags = ['mailings']

/** Fewer people than this get no mailing: who is reached could be worked out. */
export const MAILING_LEAST = 10

const Content = { subject: FilledLine(120), text: Lines(8000, { minLength: 1 }) }

/** One message by e-mail to everybody in a segment who agreed to its purpose. Who they are, nobody sees. */
export const Mailing = named(
  'Mailing',
  Type.Object({
    id: Id,
    campaignId: Nullable(Id),
    announcementId: Nullable(Id),
    name: Type.String(),
    purpose: OneOf(codesOf(mailingPurposes)),
    countries: Type.Array(CountryCode, { description: 'Of residence; empty for everywhere' }),
    pt: Type.Object({ subject: Type.String(), text: Type.String() }),
    en: Nullable(Type.Object({ subject: Type.String(), text: Type.String() })),
    state: OneOf(codesOf(mailingStates)),
    createdBy: Nullable(Type.String({ description: 'Name of the member of staff' })),
    proposedBy: Nullable(Type.String()),
    approvedBy: Nullable(Type.String()),
    mayApprove: Type.Boolean({ description: 'Whether who asks neither wrote in it nor proposed it' }),
    createdAt: Moment,
    startedAt: Nullable(Moment),
    finishedAt: Nullable(Moment),
    results: Type.Object(
      Object.fromEntries(codesOf(recipientStates).map((state) => [state, Type.Integer()])) as Record<
        (typeof recipientStates)[number]['code'],
        ReturnType<typeof Type.Integer>
      >
    ),
    version: Version
  })
)
export type Mailing = Static<typeof Mailing>

const fields = {
  campaignId: Nullable(Id),
  name: FilledLine(120),
  purpose: OneOf(codesOf(mailingPurposes)),
  countries: Type.Array(CountryCode, { maxItems: 60, uniqueItems: true }),
  pt: Closed(Content),
  en: Nullable(Closed(Content))
}
const params = Closed({ id: Id })

export const listMailings = endpoint('GET', '/mailings', 'mailing.read', {
  summary: 'List mailings, newest first',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Mailing)) }) }
})

export const getMailing = endpoint('GET', '/mailings/:id', 'mailing.read', {
  summary: 'Show one mailing and how its sending stands',
  tags,
  params,
  response: { 200: ref(Mailing) }
})

export const createMailing = endpoint('POST', '/mailings', 'mailing.write', {
  summary: 'Write a mailing',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({ ...fields, campaignId: Type.Optional(fields.campaignId), en: Type.Optional(fields.en) }),
  response: { 201: ref(Mailing) }
})

export const updateMailing = endpoint('PATCH', '/mailings/:id', 'mailing.write', {
  summary: 'Change a draft; takes If-Match',
  tags,
  params,
  body: Closed(
    {
      campaignId: Type.Optional(fields.campaignId),
      name: Type.Optional(fields.name),
      purpose: Type.Optional(fields.purpose),
      countries: Type.Optional(fields.countries),
      pt: Type.Optional(fields.pt),
      en: Type.Optional(fields.en)
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Mailing) }
})

/** Counts are rounded to 5 in each country, and countries with fewer than ten are left out of the sum. */
export const MailingReach = named(
  'MailingReach',
  Type.Object({
    segment: Nullable(Type.Integer({ description: 'Confirmed adults in the segment; null where no country has ten' })),
    reached: Nullable(Type.Integer({ description: 'Of them with a live consent and a verified e-mail' })),
    withoutConsent: Nullable(Type.Integer()),
    withoutEmail: Nullable(Type.Integer())
  })
)

export const countMailingReach = endpoint('GET', '/mailings/:id/reach', 'mailing.read', {
  summary: 'How many people a mailing reaches now, and how many it leaves out',
  tags,
  params,
  response: { 200: ref(MailingReach) }
})

export const testMailing = endpoint('POST', '/mailings/:id/test', 'mailing.write', {
  summary: 'Send the mailing to the own e-mail address, as a person would get it',
  tags,
  params,
  body: Closed({ language: InterfaceLanguage }),
  response: { 202: Type.Object({ accepted: Type.Literal(true) }) }
})

const act = (verb: string, permission: 'mailing.write' | 'mailing.approve', summary: string) =>
  endpoint('POST', `/mailings/:id/${verb}`, permission, { summary, tags, params, response: { 200: ref(Mailing) } })

export const proposeMailing = act('propose', 'mailing.write', 'Ask for approval; the text stands still from here on')
export const reviseMailing = act('revise', 'mailing.write', 'Take a proposed mailing back to a draft')
export const approveMailing = act(
  'approve',
  'mailing.approve',
  'Approve by a second person what they read (If-Match), and begin to send; 409 to who wrote or proposed it'
)
export const stopMailing = act('stop', 'mailing.approve', 'Stop sending what has not left yet')
export const resendUnknown = act(
  'resend-unknown',
  'mailing.approve',
  'Send again where nobody knows whether the message left: each of them may get it twice'
)

/** Whom it was for is sealed in the token that stands in the message. */
const UnsubscribeToken = Line(120, { minLength: 40 })

export const unsubscribe = endpoint('POST', '/unsubscribe', 'public', {
  summary: 'Withdraw the consent by which a message came, without signing in',
  tags,
  body: Closed({ token: UnsubscribeToken }),
  response: { 200: Type.Object({ purpose: OneOf(codesOf(mailingPurposes)) }) }
})

export const unsubscribeOneClick = endpoint('POST', '/unsubscribe/:token', 'public', {
  summary: 'The same for the button of a mail program (RFC 8058); takes its form as it comes',
  tags,
  params: Closed({ token: UnsubscribeToken }),
  response: { 200: Type.Object({ purpose: OneOf(codesOf(mailingPurposes)) }) }
})
