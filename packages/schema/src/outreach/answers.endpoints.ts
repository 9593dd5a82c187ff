import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Lines, Moment, Nullable, OneOf, Version } from '../values.ts'
import { questionTopics } from './codes.ts'

const tags = ['answers']
const params = Closed({ id: Id })

/** A question and its answer in one language, written afresh: nobody’s own words. */
const AnswerText = Closed({ question: FilledLine(200), answer: Lines(3000, { minLength: 1 }) })
export type AnswerText = Static<typeof AnswerText>

const content = { topic: OneOf(codesOf(questionTopics)), pt: AnswerText, en: Nullable(AnswerText) }

/** A question with its answer, as everybody reads it. */
export const PublicAnswer = named('PublicAnswer', Type.Object({ id: Id, ...content, publishedAt: Moment }))
export type PublicAnswer = Static<typeof PublicAnswer>

/** The same as staff write it. */
export const Answer = named(
  'Answer',
  Type.Object({
    id: Id,
    ...content,
    author: Nullable(Type.String({ description: 'Name of who wrote it last' })),
    mayPublish: Type.Boolean({ description: 'Whether who asks had no hand in the words that wait to be published' }),
    publishedAt: Nullable(Moment),
    version: Version
  })
)
export type Answer = Static<typeof Answer>

export const listPublicAnswers = endpoint('GET', '/answers', 'public', {
  summary: 'Questions that many ask, with their answers; at most 500',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(PublicAnswer)) }) }
})

export const listAnswers = endpoint('GET', '/answers/all', 'question.read', {
  summary: 'List public answers and drafts of them, newest first; at most 500',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Answer)) }) }
})

export const createAnswer = endpoint('POST', '/answers', 'question.write', {
  summary: 'Write a public question and its answer, as a draft',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({ topic: content.topic, pt: AnswerText, en: Type.Optional(content.en) }),
  response: { 201: ref(Answer) }
})

export const updateAnswer = endpoint('PATCH', '/answers/:id', 'question.write', {
  summary: 'Change a public answer; it is a draft again until another person publishes it',
  description: 'Takes If-Match.',
  tags,
  params,
  body: Closed({
    topic: Type.Optional(content.topic),
    pt: Type.Optional(AnswerText),
    en: Type.Optional(content.en)
  }),
  response: { 200: ref(Answer) }
})

export const publishAnswer = endpoint('POST', '/answers/:id/publish', 'question.write', {
  summary: 'Publish an answer that another person wrote',
  description: 'Takes If-Match: the version that was read is published, and none that came after.',
  tags,
  params,
  response: { 200: ref(Answer) }
})

export const withdrawAnswer = endpoint('POST', '/answers/:id/withdraw', 'question.write', {
  summary: 'Take an answer off the public page',
  tags,
  params,
  response: { 200: ref(Answer) }
})
