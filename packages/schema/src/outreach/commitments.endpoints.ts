import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { CalendarDate, Closed, Id, Lines, Moment, Nullable, OneOf, Version } from '../values.ts'
import { commitmentStates, questionTopics } from './codes.ts'

const tags = ['commitments']
const params = Closed({ id: Id })

/** What people said and what is done about it, in one language, written afresh: nobody’s own words. */
const CommitmentText = Closed({ said: Lines(600, { minLength: 1 }), done: Lines(2000, { minLength: 1 }) })
export type CommitmentText = Static<typeof CommitmentText>

const content = { state: OneOf(codesOf(commitmentStates)), pt: CommitmentText, en: CommitmentText }
const sources = {
  topic: Nullable(OneOf(codesOf(questionTopics), { description: 'What the questions were about that led to it' })),
  decisionId: Nullable(Id)
}
const DecisionNumber = Type.Object({ number: Type.Integer(), year: Type.Integer() })

/** What people said, and what is done about it: one entry of “you said, we did”. */
export const PublicCommitment = named(
  'PublicCommitment',
  Type.Object({
    id: Id,
    ...content,
    topic: sources.topic,
    questions: Nullable(
      Type.Integer({ description: 'Closed questions on the topic in the year before, rounded; null below ten' })
    ),
    decision: Nullable(DecisionNumber),
    publishedAt: Moment
  })
)
export type PublicCommitment = Static<typeof PublicCommitment>

/** The same as staff write it. */
export const Commitment = named(
  'Commitment',
  Type.Object({
    id: Id,
    ...content,
    ...sources,
    author: Nullable(Type.String({ description: 'Name of who wrote it last' })),
    mayPublish: Type.Boolean({ description: 'Whether who asks had no hand in the words that wait to be published' }),
    publishedAt: Nullable(Moment),
    version: Version
  })
)
export type Commitment = Static<typeof Commitment>

export const listPublicCommitments = endpoint('GET', '/commitments', 'public', {
  summary: 'What people said and what is done about it, newest first; at most 200',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(PublicCommitment)) }) }
})

export const listCommitments = endpoint('GET', '/commitments/all', 'commitment.read', {
  summary: 'List commitments and drafts of them, newest first; at most 500, with the decisions they may come from',
  tags,
  response: {
    200: Type.Object({
      items: Type.Array(ref(Commitment)),
      decisions: Type.Array(
        Type.Object({
          id: Id,
          number: Type.Integer(),
          year: Type.Integer(),
          madeOn: CalendarDate,
          title: Type.String()
        })
      )
    })
  }
})

export const createCommitment = endpoint('POST', '/commitments', 'commitment.write', {
  summary: 'Write what people said and what is done about it, as a draft',
  description: 'Accepts an Idempotency-Key. It comes from closed questions on a topic, from a decision, or from both.',
  tags,
  body: Closed({ ...content, ...sources }),
  response: { 201: ref(Commitment) }
})

export const updateCommitment = endpoint('PATCH', '/commitments/:id', 'commitment.write', {
  summary: 'Change a commitment; it is a draft again until another person publishes it',
  description: 'Takes If-Match.',
  tags,
  params,
  body: Closed({
    state: Type.Optional(content.state),
    pt: Type.Optional(CommitmentText),
    en: Type.Optional(CommitmentText),
    topic: Type.Optional(sources.topic),
    decisionId: Type.Optional(sources.decisionId)
  }),
  response: { 200: ref(Commitment) }
})

export const publishCommitment = endpoint('POST', '/commitments/:id/publish', 'commitment.publish', {
  summary: 'Publish a commitment that another person wrote',
  description:
    'Takes If-Match: the version that was read is published, and none that came after. Answers 409 while the minutes that hold its decision are not approved.',
  tags,
  params,
  response: { 200: ref(Commitment) }
})

export const withdrawCommitment = endpoint('POST', '/commitments/:id/withdraw', 'commitment.publish', {
  summary: 'Take a commitment off the public page',
  tags,
  params,
  response: { 200: ref(Commitment) }
})
