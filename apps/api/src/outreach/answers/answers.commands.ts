import type {
  Answer,
  AnswerText,
  Input,
  createAnswer as createEndpoint,
  updateAnswer as updateEndpoint
} from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import * as queries from './answers.queries.ts'

export type Staff = Actor & { kind: 'staff' }

/** A text as it is kept. An answer of spaces alone says nothing. */
function tidy({ question, answer }: AnswerText, language: 'pt' | 'en'): AnswerText {
  if (!answer.trim()) throw problems.invalid([fieldError(`/${language}/answer`, 'required', 'Write the answer.')])
  return { question: question.trim(), answer: answer.trim() }
}

async function lock(db: Db, id: string): Promise<queries.AnswerRecord> {
  const row = await queries.lockAnswer(db, id)
  if (!row) throw problems.notFound()
  return row
}

/** Notes what was done and returns what stands there now. */
async function finish(
  db: Db,
  actor: Staff,
  id: string,
  { action, fields = [] }: { action: string; fields?: string[] },
  { requestId }: RequestFacts
): Promise<Answer> {
  await writeEvent(db, 'answer.changed', id)
  await writeAudit(db, actor, { action: `answer.${action}`, subjectId: id, fields, requestId })
  return (await queries.viewAnswer(db, actor.id, id))!
}

/** Writes a draft. */
export const createAnswer = (
  services: Services,
  actor: Staff,
  { topic, pt, en }: Input<typeof createEndpoint>['body'],
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<Answer> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const content = { topic, pt: tidy(pt, 'pt'), en: en ? tidy(en, 'en') : null }
      const id = await queries.insertAnswer(db, content, actor.id, services.now())
      return finish(db, actor, id, { action: 'created' }, facts)
    })
  )

/** Changes an answer. New words are nobody's but the writer's, so they wait for another person again. */
export const updateAnswer = (
  services: Services,
  actor: Staff,
  id: string,
  version: number,
  changes: Input<typeof updateEndpoint>['body'],
  facts: RequestFacts
): Promise<Answer> =>
  transaction(services, actor, async (db) => {
    await lock(db, id)
    const { topic, pt, en } = changes
    const isSaved = await queries.updateAnswer(db, id, version, {
      ...(topic ? { topic } : {}),
      ...(pt ? { pt: tidy(pt, 'pt') } : {}),
      ...(en === undefined ? {} : { en: en && tidy(en, 'en') }),
      writtenBy: actor.id,
      publishedBy: null,
      publishedAt: null
    })
    if (!isSaved) throw problems.versionChanged()
    return finish(db, actor, id, { action: 'changed', fields: Object.keys(changes) }, facts)
  })

/** Publishes what another person wrote. */
export const publishAnswer = (services: Services, actor: Staff, id: string, facts: RequestFacts): Promise<Answer> =>
  transaction(services, actor, async (db) => {
    const row = await lock(db, id)
    if (row.publishedAt) throw problems.conflict('This answer is published already.')
    if (row.writtenBy === actor.id) throw problems.conflict('Another person than who wrote it publishes an answer.')
    await queries.updateAnswer(db, id, row.version, { publishedBy: actor.id, publishedAt: services.now() })
    return finish(db, actor, id, { action: 'published' }, facts)
  })

/** Takes an answer off the public page. */
export const withdrawAnswer = (services: Services, actor: Staff, id: string, facts: RequestFacts): Promise<Answer> =>
  transaction(services, actor, async (db) => {
    const row = await lock(db, id)
    if (!row.publishedAt) throw problems.conflict('This answer is not published.')
    await queries.updateAnswer(db, id, row.version, { publishedBy: null, publishedAt: null })
    return finish(db, actor, id, { action: 'withdrawn' }, facts)
  })
