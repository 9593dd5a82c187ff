import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Lines, Moment, Nullable, OneOf } from '../values.ts'
import { questionAddressees, questionOutcomes, questionStates, questionTopics } from './codes.ts'

const tags = ['my questions']
const params = Closed({ id: Id })

/** How many questions a person may ask in a day. */
export const QUESTIONS_A_DAY = 5
export const QuestionText = Lines(2000, { minLength: 1 })

/** What every view of a question says of it, without words of the person. */
export const questionFacts = {
  id: Id,
  topic: OneOf(codesOf(questionTopics)),
  addressee: OneOf(codesOf(questionAddressees)),
  state: OneOf(codesOf(questionStates)),
  outcome: Nullable(OneOf(codesOf(questionOutcomes))),
  createdAt: Moment,
  firstAnsweredAt: Nullable(Moment),
  closedAt: Nullable(Moment)
}

/** One text of a thread. */
export const QuestionMessage = named(
  'QuestionMessage',
  Type.Object({
    id: Id,
    from: OneOf(['registrant', 'staff']),
    author: Nullable(Type.String({ description: 'Name of the member of staff; staff only see it' })),
    text: Type.String(),
    createdAt: Moment
  })
)
export type QuestionMessage = Static<typeof QuestionMessage>

/** A question in the person's own list. */
export const MyQuestionRow = named('MyQuestionRow', Type.Object({ ...questionFacts, subject: Type.String() }))
export type MyQuestionRow = Static<typeof MyQuestionRow>

/** A question with its thread, as who asked it sees it. */
export const MyQuestion = named(
  'MyQuestion',
  Type.Object({ ...questionFacts, subject: Type.String(), messages: Type.Array(ref(QuestionMessage)) })
)
export type MyQuestion = Static<typeof MyQuestion>

export const listMyQuestions = endpoint('GET', '/me/questions', 'record.self', {
  summary: 'List the own questions, newest first, at most 100',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(MyQuestionRow)) }) }
})

export const getMyQuestion = endpoint('GET', '/me/questions/:id', 'record.self', {
  summary: 'Show one of the own questions with what was answered',
  tags,
  params,
  response: { 200: ref(MyQuestion) }
})

export const askQuestion = endpoint('POST', '/me/questions', 'record.self', {
  summary: 'Ask the post or the institute; five a day, and not for a child’s record',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({
    topic: OneOf(codesOf(questionTopics)),
    addressee: OneOf(codesOf(questionAddressees)),
    subject: FilledLine(120),
    text: QuestionText
  }),
  response: { 201: Type.Object({ id: Id }) }
})

export const replyToMyQuestion = endpoint('POST', '/me/questions/:id/replies', 'record.self', {
  summary: 'Add to an own question while it is open',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed({ text: QuestionText }),
  response: { 201: Type.Object({ id: Id }) }
})

export const withdrawMyQuestion = endpoint('POST', '/me/questions/:id/withdraw', 'record.self', {
  summary: 'Withdraw an own question; staff see it no more',
  tags,
  params,
  response: { 200: ref(MyQuestion) }
})
