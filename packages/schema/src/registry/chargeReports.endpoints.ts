import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, CountryCode, Cursor, Id, Line, Lines, Moment, Nullable, OneOf } from '../values.ts'
import { chargeAskers } from './codes.ts'

const tags = ['charge reports']

/** What somebody tells who was asked for money. Nothing of it says who they are, unless they want to be reached. */
export const ChargeReportCreate = Closed({
  text: Lines(1000, { minLength: 1, description: 'What happened' }),
  country: CountryCode,
  city: Type.Optional(Nullable(Line(120))),
  asker: OneOf(codesOf(chargeAskers)),
  amount: Type.Optional(Nullable(Line(60, { description: 'How much, in their own words' }))),
  contact: Type.Optional(Nullable(Line(254, { description: 'Only from who wants to be reached' }))),
  website: Type.Optional(Type.String({ maxLength: 200, description: 'Leave empty; only bots fill it in' }))
})
export type ChargeReportCreate = Static<typeof ChargeReportCreate>

const row = {
  id: Id,
  number: Type.String({ description: 'What the person was told to keep' }),
  country: CountryCode,
  asker: OneOf(codesOf(chargeAskers)),
  createdAt: Moment,
  handledAt: Nullable(Moment)
}

/** A report in the list: without words of the person. */
export const ChargeReportRow = named('ChargeReportRow', Type.Object(row))
export type ChargeReportRow = Static<typeof ChargeReportRow>

/** A report as the ministry reads it. */
export const ChargeReport = named(
  'ChargeReport',
  Type.Object({
    ...row,
    text: Type.String(),
    city: Nullable(Type.String()),
    amount: Nullable(Type.String()),
    contact: Nullable(Type.String()),
    note: Nullable(Type.String({ description: 'What was done about it' })),
    handledBy: Nullable(Type.String({ description: 'Name of the member of staff' }))
  })
)
export type ChargeReport = Static<typeof ChargeReport>

export const createChargeReport = endpoint('POST', '/charge-reports', 'public', {
  summary: 'Tell the ministry that somebody asked for money',
  description:
    'Anonymous: whoever is signed in is not noted. The post that it is about does not see it. Accepts an Idempotency-Key.',
  tags,
  body: ChargeReportCreate,
  response: { 201: Type.Object({ number: Type.String() }) }
})

export const listChargeReports = endpoint('GET', '/charge-reports', 'chargeReport.read', {
  summary: 'List the reports of charges, newest first',
  tags,
  querystring: Closed({
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  }),
  response: { 200: Type.Object({ items: Type.Array(ref(ChargeReportRow)), next: Nullable(Cursor) }) }
})

export const getChargeReport = endpoint('GET', '/charge-reports/:id', 'chargeReport.read', {
  summary: 'Show one report; the reading is noted',
  tags,
  params: Closed({ id: Id }),
  response: { 200: ref(ChargeReport) }
})

export const handleChargeReport = endpoint('POST', '/charge-reports/:id/handle', 'chargeReport.write', {
  summary: 'Say what was done about a report; it is removed two years later',
  tags,
  params: Closed({ id: Id }),
  body: Closed({ note: Lines(1000, { minLength: 1 }) }),
  response: { 200: ref(ChargeReport) }
})
