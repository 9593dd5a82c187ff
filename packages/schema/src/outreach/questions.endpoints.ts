import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, CountryCode, Cursor, Id, Nullable, OneOf } from '../values.ts'
import { questionOutcomes } from './codes.ts'
import { questionFacts, QuestionMessage, QuestionText } from './myQuestions.endpoints.ts'

const tags = ['questions']
const params = Closed({ id: Id })

/** Under this many answers no median is shown: it would tell of single cases. */
export const QUESTION_FIGURES_LEAST = 5

const row = {
  ...questionFacts,
  country: CountryCode,
  registrant: Nullable(
    Type.Object(
      { id: Id, name: Type.String() },
      { description: 'Who asked; only for the officer of the person’s post' }
    )
  ),
  assignee: Nullable(Type.String({ description: 'Name of the member of staff' })),
  mine: Type.Boolean({ description: 'Assigned to who asks' })
}

/** A question in the inbox: without words of the person. */
export const QuestionRow = named('QuestionRow', Type.Object(row))
export type QuestionRow = Static<typeof QuestionRow>

/** A question with its thread, as staff read it. */
export const Question = named(
  'Question',
  Type.Object({ ...row, subject: Type.String(), messages: Type.Array(ref(QuestionMessage)) })
)
export type Question = Static<typeof Question>

export const questionViews = ['open', 'mine', 'closed'] as const
export type QuestionView = (typeof questionViews)[number]

export const listQuestions = endpoint('GET', '/questions', 'question.read', {
  summary: 'List questions that the actor answers: open ones oldest first, closed ones newest first',
  tags,
  querystring: Closed({
    show: Type.Optional(OneOf(questionViews)),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  }),
  response: { 200: Type.Object({ items: Type.Array(ref(QuestionRow)), next: Nullable(Cursor) }) }
})

export const getQuestionFigures = endpoint('GET', '/questions/figures', 'question.read', {
  summary: 'How many questions wait, and how long a first answer took in the last 90 days',
  tags,
  response: {
    200: Type.Object({
      open: Type.Integer(),
      medianHours: Nullable(Type.Number({ description: 'Null under five answers' }))
    })
  }
})

export const getQuestion = endpoint('GET', '/questions/:id', 'question.read', {
  summary: 'Show one question; the person sees that it was read',
  tags,
  params,
  response: { 200: ref(Question) }
})

export const assignQuestion = endpoint('POST', '/questions/:id/assign', 'question.write', {
  summary: 'Take an open question on',
  tags,
  params,
  response: { 200: ref(Question) }
})

export const replyToQuestion = endpoint('POST', '/questions/:id/replies', 'question.write', {
  summary: 'Answer an open question; the person is told that there is an answer, not what it says',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed({ text: QuestionText }),
  response: { 201: Type.Object({ id: Id }) }
})

export const closeQuestion = endpoint('POST', '/questions/:id/close', 'question.write', {
  summary: 'Close a question, with how it ended',
  tags,
  params,
  body: Closed({ outcome: OneOf(codesOf(questionOutcomes)) }),
  response: { 200: ref(Question) }
})

export const reopenQuestion = endpoint('POST', '/questions/:id/reopen', 'question.write', {
  summary: 'Open a closed question again',
  tags,
  params,
  response: { 200: ref(Question) }
})
