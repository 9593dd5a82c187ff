import { Type, type Static } from 'typebox'
import { codeList, codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, Id, Nullable, OneOf } from '../values.ts'

const tags = ['threads']

/** What can stand on a thread, from what was seen to what came of it. */
export const threadKinds = codeList([
  ['lesson', 'Lição', 'Lesson'],
  ['recommendation', 'Recomendação', 'Recommendation'],
  ['item', 'Ponto da ordem do dia', 'Agenda item'],
  ['decision', 'Decisão', 'Decision'],
  ['action', 'Acção', 'Action'],
  ['activity', 'Actividade', 'Activity'],
  ['indicator', 'Indicador', 'Indicator'],
  ['campaign', 'Campanha', 'Campaign'],
  ['opportunity', 'Oportunidade', 'Opportunity']
])
export type ThreadKind = (typeof threadKinds)[number]['code']

/**
 * From what a campaign, an opportunity or an activity may be said to come. All else follows from how things are made: an
 * action from its decision, a decision from its agenda item.
 */
export const originKinds = {
  activity: ['decision', 'recommendation'],
  campaign: ['activity', 'decision', 'recommendation'],
  opportunity: ['activity', 'decision', 'campaign']
} as const satisfies Partial<Record<ThreadKind, readonly ThreadKind[]>>
export type OriginatedKind = keyof typeof originKinds
export const originatedKinds = Object.keys(originKinds) as readonly OriginatedKind[]

/** One thing on a thread. */
export const ThreadItem = named(
  'ThreadItem',
  Type.Object({
    kind: OneOf(codesOf(threadKinds)),
    id: Id,
    pageId: Id,
    title: Type.String(),
    day: Nullable(Type.String({ description: 'The day it was made or is due, ISO 8601' })),
    state: Nullable(Type.String({ description: 'Its state, by the code of its own list' })),
    figure: Nullable(
      Type.Number({ description: 'What it brought: confirmed registrations, people placed, a measured value' })
    ),
    steps: Type.Integer({ description: 'How many steps away' }),
    removable: Type.Boolean({ description: 'The link was made by hand, and can be taken away' })
  })
)
export type ThreadItem = Static<typeof ThreadItem>

export const Thread = named(
  'Thread',
  Type.Object({
    from: Type.Array(ref(ThreadItem), { description: 'Where it came from, the nearest first' }),
    to: Type.Array(ref(ThreadItem), { description: 'What came of it, the nearest first' })
  })
)
export type Thread = Static<typeof Thread>

const params = Closed({ kind: OneOf(codesOf(threadKinds)), id: Id })
const originated = Closed({ kind: OneOf(originatedKinds), id: Id })

export const getThread = endpoint('GET', '/threads/:kind/:id', 'thread.read', {
  summary: 'Where something came from, and what came of it',
  description: 'What the own role may not read is left out, and so is what only hangs on it.',
  tags,
  params,
  response: { 200: ref(Thread) }
})

export const listOrigins = endpoint('GET', '/threads/:kind/:id/origins', 'thread.write', {
  summary: 'From what it could be said to come: the newest 200 of each kind',
  tags,
  params: originated,
  response: {
    200: Type.Object({
      items: Type.Array(Type.Object({ kind: OneOf(codesOf(threadKinds)), id: Id, title: Type.String() }))
    })
  }
})

export const addOrigin = endpoint('POST', '/threads/:kind/:id/origins', 'thread.write', {
  summary: 'Say what a campaign, an opportunity or an activity comes from',
  tags,
  params: originated,
  body: Closed({ kind: OneOf(codesOf(threadKinds)), id: Id }),
  response: { 200: ref(Thread) }
})

export const removeOrigin = endpoint('POST', '/threads/:kind/:id/origins/remove', 'thread.write', {
  summary: 'Take a link away that was made by hand',
  tags,
  params: originated,
  body: Closed({ kind: OneOf(codesOf(threadKinds)), id: Id }),
  response: { 200: ref(Thread) }
})
