import { QUESTIONS_A_DAY, type Input, type MyQuestion, type MyQuestionRow, type askQuestion } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { limitUse } from '../../platform/sessions/counters.queries.ts'
import { fieldError, problems } from '../../problems.ts'
import { findRegistrantKey } from '../../registry/registrants/registrantKeys.queries.ts'
import { findRegistrantRow } from '../../registry/registrants/registrants.queries.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import * as queries from './questions.queries.ts'
import { mayAsk, stateAfter } from './questions.rules.ts'
import { insertMessage, listMessages } from './thread.queries.ts'

export type Self = Actor & { kind: 'registrant' }

const LIST_MAX = 100
const REPLIES_A_DAY = 20
const DAY = 86_400

/** A text of spaces alone says nothing. */
export function tidyText(text: string): string {
  const tidy = text.trim()
  if (!tidy) throw problems.invalid([fieldError('/text', 'required', 'Write something.')])
  return tidy
}

async function view(db: Db, key: DataKey, row: queries.QuestionRecord): Promise<MyQuestion> {
  const messages = await listMessages(db, key, row.id, { nameStaff: false })
  return { ...queries.factsOf(row), subject: queries.openSubject(key, row), messages }
}

/** The own question, or the same 404 for missing and foreign. */
async function openOwn(db: Db, actor: Self, id: string, { lock = false } = {}) {
  const row = await queries.findQuestion(db, queries.inQuestionScope(actor), id, { lock })
  if (!row) throw problems.notFound()
  return row
}

export const listMyQuestions = (services: Services, actor: Self): Promise<{ items: MyQuestionRow[] }> =>
  transaction(services, actor, async (db) => {
    const key = (await findRegistrantKey(db, services.keys, actor.id))!
    const rows = await queries.listOwnQuestions(db, actor.id, LIST_MAX)
    return { items: rows.map((row) => ({ ...queries.factsOf(row), subject: queries.openSubject(key, row) })) }
  })

export const getMyQuestion = (services: Services, actor: Self, id: string): Promise<MyQuestion> =>
  transaction(services, actor, async (db) => {
    const row = await openOwn(db, actor, id)
    return view(db, (await findRegistrantKey(db, services.keys, actor.id))!, row)
  })

/** Asks a question. The answer holds its id only: what was asked is kept nowhere but under the person's key. */
export const ask = (
  services: Services,
  actor: Self,
  { subject, text, ...body }: Input<typeof askQuestion>['body'],
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<{ id: string }> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const person = await findRegistrantRow(db, undefined, actor.id)
      if (!person) throw problems.notFound()
      if (!mayAsk(person)) throw problems.conflict('A child’s record asks no questions. Ask from your own record.')
      const words = tidyText(text)
      const now = services.now()
      await limitUse(db, `questions ${actor.id}`, DAY, QUESTIONS_A_DAY, now)
      const key = (await findRegistrantKey(db, services.keys, actor.id))!
      const { country, postId } = person
      const values = { ...body, subject: subject.trim(), registrantId: actor.id, country, postId }
      const id = await queries.insertQuestion(db, key, values, now)
      await insertMessage(db, key, { questionId: id, staffId: null, text: words }, now)
      await writeEvent(db, 'question.asked', id, { topic: body.topic, addressee: body.addressee })
      await writeAudit(db, actor, { action: 'question.asked', subjectId: actor.id, postId, requestId: facts.requestId })
      return { id }
    })
  )

/** Adds to an own question while it is open. */
export const addToMine = (
  services: Services,
  actor: Self,
  id: string,
  text: string,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<{ id: string }> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const row = await openOwn(db, actor, id, { lock: true })
      if (!stateAfter('reply', row.state as MyQuestion['state']))
        throw problems.conflict('This question is not open any more. Ask another one.')
      const now = services.now()
      await limitUse(db, `question-replies ${actor.id}`, DAY, REPLIES_A_DAY, now)
      const key = (await findRegistrantKey(db, services.keys, actor.id))!
      const messageId = await insertMessage(db, key, { questionId: id, staffId: null, text: tidyText(text) }, now)
      await writeEvent(db, 'question.changed', id)
      await writeAudit(db, actor, { action: 'question.added', subjectId: actor.id, requestId: facts.requestId })
      return { id: messageId }
    })
  )

/** Withdraws an own question: from then on no member of staff sees it. */
export const withdrawMine = (services: Services, actor: Self, id: string, facts: RequestFacts): Promise<MyQuestion> =>
  transaction(services, actor, async (db) => {
    const row = await openOwn(db, actor, id, { lock: true })
    const state = stateAfter('withdraw', row.state as MyQuestion['state'])
    if (!state) throw problems.conflict('This question is not open any more.')
    await queries.updateQuestion(db, id, { state })
    await writeEvent(db, 'question.changed', id, { state })
    await writeAudit(db, actor, { action: 'question.withdrawn', subjectId: actor.id, requestId: facts.requestId })
    return view(db, (await findRegistrantKey(db, services.keys, actor.id))!, { ...row, state })
  })
