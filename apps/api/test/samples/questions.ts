import { system } from '../../src/db/actor.ts'
import { insertAnswer, updateAnswer } from '../../src/outreach/answers/answers.queries.ts'
import { insertQuestion, updateQuestion } from '../../src/outreach/questions/questions.queries.ts'
import { insertMessage } from '../../src/outreach/questions/thread.queries.ts'
import { findRegistrantKey } from '../../src/registry/registrants/registrantKeys.queries.ts'
import { findRegistrantRow } from '../../src/registry/registrants/registrants.queries.ts'
import { transaction } from '../../src/services.ts'
import type { TestProduct } from '../harness.ts'
import { addRegistrant, addStaff } from '../people.ts'
import type { Samples } from './samples.ts'

export const questionBody = {
  topic: 'documents',
  addressee: 'post',
  subject: 'Renovar o passaporte',
  text: 'Que documentos preciso de levar para renovar o passaporte?'
} as const

/** A question of a person, as they asked it. */
export const addQuestion = (
  { services }: TestProduct,
  registrantId: string,
  { addressee = 'post', isClosed = false }: { addressee?: 'post' | 'institute'; isClosed?: boolean } = {}
): Promise<string> =>
  transaction(services, system('test'), async (db) => {
    const key = (await findRegistrantKey(db, services.keys, registrantId))!
    const { country, postId } = (await findRegistrantRow(db, undefined, registrantId))!
    const { topic, subject, text } = questionBody
    const now = services.now()
    const id = await insertQuestion(db, key, { registrantId, topic, addressee, country, postId, subject }, now)
    await insertMessage(db, key, { questionId: id, staffId: null, text }, now)
    if (isClosed) await updateQuestion(db, id, { state: 'closed', outcome: 'answered', closedAt: now })
    return id
  })

export const answerBody = {
  topic: 'documents',
  pt: { question: 'O que levo para renovar o passaporte?', answer: 'O passaporte antigo e uma fotografia.' }
} as const

/** A public answer, written by somebody else. */
export async function addAnswer(product: TestProduct, { isPublished = false } = {}): Promise<string> {
  const [author, publisher] = [await addStaff(product, 'communications'), await addStaff(product, 'communications')]
  const { services } = product
  return transaction(services, system('test'), async (db) => {
    const id = await insertAnswer(db, { ...answerBody, en: null }, author.id, services.now())
    if (isPublished) await updateAnswer(db, id, 1, { publishedBy: publisher.id, publishedAt: services.now() })
    return id
  })
}

const text = 'Mais uma coisa.'

/** About the subject of the samples; where they share one that another request erased, about somebody else. */
async function askerOf(product: TestProduct, registrantId: string): Promise<string> {
  const row = await transaction(product.services, system('test'), (db) =>
    findRegistrantRow(db, undefined, registrantId)
  )
  return row ? row.id : (await addRegistrant(product)).id
}

const asked: (isClosed?: boolean) => Samples[string] =
  (isClosed = false) =>
  async ({ registrantId }, product) => ({
    params: { id: await addQuestion(product, await askerOf(product, registrantId), { isClosed }) }
  })

export const questionSamples: Samples = {
  listMyQuestions: () => ({}),
  getMyQuestion: asked(),
  askQuestion: () => ({ body: questionBody }),
  replyToMyQuestion: async (subjects, product) => ({ ...(await asked()(subjects, product)), body: { text } }),
  withdrawMyQuestion: asked(),
  listQuestions: () => ({}),
  getQuestionFigures: () => ({}),
  getQuestion: asked(),
  assignQuestion: asked(),
  replyToQuestion: async (subjects, product) => ({ ...(await asked()(subjects, product)), body: { text } }),
  closeQuestion: async (subjects, product) => ({
    ...(await asked()(subjects, product)),
    body: { outcome: 'answered' }
  }),
  reopenQuestion: asked(true),
  listPublicAnswers: () => ({}),
  listAnswers: () => ({}),
  createAnswer: () => ({ body: answerBody }),
  updateAnswer: async (_subjects, product) => ({
    params: { id: await addAnswer(product) },
    body: { topic: 'work' },
    headers: { 'if-match': '"1"' }
  }),
  publishAnswer: async (_subjects, product) => ({
    params: { id: await addAnswer(product) },
    headers: { 'if-match': '"1"' }
  }),
  withdrawAnswer: async (_subjects, product) => ({ params: { id: await addAnswer(product, { isPublished: true }) } })
}
