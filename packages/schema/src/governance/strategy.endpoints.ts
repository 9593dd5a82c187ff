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
  Moment,
  Nullable,
  OneOf,
  Version
} from '../values.ts'

const tags = ['strategy']

export const strategyStates = ['draft', 'submitted', 'approved'] as const
export type StrategyState = (typeof strategyStates)[number]

const decisionName = Type.Object({ id: Id, number: Type.Integer(), year: Type.Integer() })

const chapter = Type.Object({
  id: Id,
  titlePt: Type.String(),
  textPt: Type.String(),
  titleEn: Type.String({ description: 'Empty where there is no English' }),
  textEn: Type.String()
})
export type Chapter = Static<typeof chapter>

/** The text of the national strategy in one version. An approved version is frozen. */
export const StrategyVersion = named(
  'StrategyVersion',
  Type.Object({
    id: Id,
    number: Type.Integer(),
    state: OneOf(strategyStates),
    chapters: Type.Array(chapter),
    submittedBy: Nullable(Type.String({ description: 'Name of the member of staff' })),
    mayApprove: Type.Boolean({ description: 'Whether who asks neither wrote in it nor handed it in' }),
    approvedBy: Nullable(Type.String()),
    approvedAt: Nullable(Moment),
    decision: Nullable(decisionName),
    createdAt: Moment,
    version: Version
  })
)
export type StrategyVersion = Static<typeof StrategyVersion>

/** A run of words that two versions share, or that one of them has alone. */
const run = Type.Object({ kind: OneOf(['same', 'added', 'removed']), text: Type.String() })
const change = Type.Object({
  id: Id,
  kind: OneOf(['same', 'changed', 'added', 'removed']),
  title: Type.String(),
  runs: Type.Array(run)
})
export type ChapterChange = Static<typeof change>

const params = Closed({ id: Id })
const answer = { 200: ref(StrategyVersion) }

export const listStrategyVersions = endpoint('GET', '/strategy/versions', 'strategy.read', {
  summary: 'All versions of the strategy, newest first',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(StrategyVersion)) }) }
})

export const createStrategyDraft = endpoint('POST', '/strategy/versions', 'strategy.write', {
  summary: 'Begin a draft, as a copy of the approved version; one at a time',
  description: 'Accepts an Idempotency-Key.',
  tags,
  response: { 201: ref(StrategyVersion) }
})

export const updateStrategyDraft = endpoint('PATCH', '/strategy/versions/:id', 'strategy.write', {
  summary: 'Write a draft; takes If-Match',
  tags,
  params,
  body: Closed({
    chapters: Type.Array(
      Closed({
        id: Type.Optional(Id),
        titlePt: FilledLine(200),
        textPt: Lines(10_000),
        titleEn: Line(200),
        textEn: Lines(10_000)
      }),
      { maxItems: 40 }
    )
  }),
  response: answer
})

export const submitStrategy = endpoint('POST', '/strategy/versions/:id/submit', 'strategy.write', {
  summary: 'Hand a draft in for approval; takes If-Match',
  tags,
  params,
  response: answer
})

export const returnStrategy = endpoint('POST', '/strategy/versions/:id/return', 'strategy.write', {
  summary: 'Make a draft again of what was handed in; takes If-Match',
  tags,
  params,
  response: answer
})

export const approveStrategy = endpoint('POST', '/strategy/versions/:id/approve', 'strategy.write', {
  summary: 'Approve a version that somebody else handed in; from then on it is frozen and public; takes If-Match',
  tags,
  params,
  body: Closed({ decisionId: Nullable(Id) }),
  response: answer
})

export const compareStrategy = endpoint('GET', '/strategy/versions/:id/changes', 'strategy.read', {
  summary: 'What changed, chapter by chapter, since the version before',
  tags,
  params,
  response: { 200: Type.Object({ since: Nullable(Type.Integer()), chapters: Type.Array(change) }) }
})

export const downloadStrategy = endpoint('GET', '/strategy/versions/:id/pdf', 'strategy.read', {
  summary: 'A version of the strategy as a file with letterhead',
  tags,
  params,
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})

/** The approved text, as everybody reads it. */
export const getPublicStrategy = endpoint('GET', '/public-strategy', 'public', {
  summary: 'The newest approved version of the strategy',
  tags,
  response: {
    200: Type.Object({
      strategy: Nullable(
        Type.Object({
          number: Type.Integer(),
          approvedOn: CalendarDate,
          decision: Nullable(Type.Object({ number: Type.Integer(), year: Type.Integer() })),
          chapters: Type.Array(chapter)
        })
      )
    })
  }
})
