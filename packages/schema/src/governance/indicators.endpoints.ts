import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import {
  CalendarDate,
  Closed,
  FilledLine,
  Id,
  InterfaceLanguage,
  Line,
  Lines,
  Nullable,
  OneOf,
  Version
} from '../values.ts'

const tags = ['strategy']

export const indicatorUnits = ['people', 'percent', 'days', 'money', 'count'] as const
export type IndicatorUnit = (typeof indicatorUnits)[number]
export const indicatorDirections = ['up', 'down'] as const
export const indicatorFrequencies = ['month', 'quarter', 'year'] as const
export type IndicatorFrequency = (typeof indicatorFrequencies)[number]
export const indicatorStates = ['unmeasured', 'reached', 'onTrack', 'behind', 'farBehind', 'noTarget'] as const
export type IndicatorState = (typeof indicatorStates)[number]
/** What the product itself measures; such a value is never typed. */
export const liveFigures = ['confirmed-12-months', 'women-percent', 'answer-days'] as const
export type LiveFigureCode = (typeof liveFigures)[number]

const Value = Type.Number({ minimum: -1e12, maximum: 1e12 })
const point = Type.Object({
  day: CalendarDate,
  value: Nullable(Type.Number({ description: 'null: too few people yet to be shown' })),
  note: Nullable(Type.String()),
  by: Nullable(Type.String({ description: 'Who entered it; null for what the product measured' }))
})
const facts = {
  id: Id,
  partId: Id,
  namePt: Type.String(),
  nameEn: Type.String(),
  unit: OneOf(indicatorUnits),
  direction: OneOf(indicatorDirections),
  frequency: OneOf(indicatorFrequencies),
  baseline: Nullable(Type.Number()),
  baselineOn: Nullable(CalendarDate),
  target: Nullable(Type.Number()),
  targetOn: Nullable(CalendarDate),
  isProposal: Type.Boolean({ description: 'Nobody has decided the target yet' }),
  source: Type.String(),
  sourceEn: Type.String(),
  definition: Type.String(),
  definitionEn: Type.String(),
  live: Nullable(OneOf(liveFigures)),
  reference: Nullable(
    Type.Object(
      { value: Type.Number(), year: Type.Integer(), revision: Type.String() },
      {
        description: 'An outside figure to read it beside: women among people born here who live abroad, by UN DESA'
      }
    )
  ),
  state: OneOf(indicatorStates),
  progress: Nullable(Type.Number({ description: 'Share of the way from baseline to target; 1 is all of it' })),
  isStale: Type.Boolean()
}

export const Indicator = named(
  'Indicator',
  Type.Object({ ...facts, measurements: Type.Array(point), version: Version })
)
export type Indicator = Static<typeof Indicator>

const fields = {
  namePt: FilledLine(300),
  nameEn: Line(300),
  unit: OneOf(indicatorUnits),
  direction: OneOf(indicatorDirections),
  frequency: OneOf(indicatorFrequencies),
  baseline: Nullable(Value),
  baselineOn: Nullable(CalendarDate),
  target: Nullable(Value),
  targetOn: Nullable(CalendarDate),
  isProposal: Type.Boolean(),
  source: Lines(500),
  sourceEn: Lines(500),
  definition: Lines(2000),
  definitionEn: Lines(2000)
}
export const IndicatorValues = Closed(fields)
export type IndicatorValues = Static<typeof IndicatorValues>
const params = Closed({ id: Id })

export const listIndicators = endpoint('GET', '/indicators', 'strategy.read', {
  summary: 'All indicators with what was measured and how far they are',
  tags,
  response: { 200: Type.Object({ today: CalendarDate, items: Type.Array(ref(Indicator)) }) }
})

export const createIndicator = endpoint('POST', '/framework/parts/:id/indicators', 'strategy.write', {
  summary: 'Add an indicator to a pillar, an outcome or an output',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: IndicatorValues,
  response: { 201: ref(Indicator) }
})

export const updateIndicator = endpoint('PATCH', '/indicators/:id', 'strategy.write', {
  summary: 'Change what an indicator says of itself; takes If-Match',
  tags,
  params,
  body: IndicatorValues,
  response: { 200: ref(Indicator) }
})

export const addMeasurement = endpoint('POST', '/indicators/:id/measurements', 'strategy.write', {
  summary: 'Enter a measured value; a wrong one is corrected by another of the same day',
  description: 'Refused for what the product itself measures. Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed({ day: CalendarDate, value: Value, note: Nullable(Line(500)) }),
  response: { 201: ref(Indicator) }
})

const file = { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
const querystring = Closed({ language: Type.Optional(InterfaceLanguage) })

export const downloadProgress = endpoint('GET', '/framework/progress/pdf', 'strategy.read', {
  summary: 'How far the strategy is, as a file with letterhead',
  tags,
  querystring,
  response: file
})

export const downloadFramework = endpoint('GET', '/framework/xlsx', 'strategy.read', {
  summary: 'The framework, its indicators with definitions and sources, and all measured values, as a workbook',
  tags,
  querystring,
  response: file
})

/** How far the strategy is, as everybody reads it: without the names of staff. */
export const getPublicProgress = endpoint('GET', '/public-progress', 'public', {
  summary: 'The indicators of the approved strategy and how far they are',
  tags,
  response: {
    200: Type.Object({
      today: CalendarDate,
      pillars: Type.Array(
        Type.Object({
          id: Id,
          namePt: Type.String(),
          nameEn: Type.String(),
          activities: Type.Object({
            planned: Type.Integer(),
            running: Type.Integer(),
            done: Type.Integer()
          }),
          indicators: Type.Array(
            Type.Object({
              ...facts,
              last: Nullable(Type.Object({ day: CalendarDate, value: Nullable(Type.Number()) }))
            })
          )
        })
      )
    })
  }
})
