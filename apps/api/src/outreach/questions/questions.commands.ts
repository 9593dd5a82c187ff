import type { Output, Question, QuestionOutcome, QuestionView, getQuestionFigures, listQuestions } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { problems } from '../../problems.ts'
import { decodeCursor, encodeCursor } from '../../registry/registrants/cursors.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { findAskerKey, findAskers, tellAsker } from './askers.queries.ts'
import { tidyText } from './myQuestions.commands.ts'
import * as queries from './questions.queries.ts'
import { shownMedian, stateAfter, type QuestionAct } from './questions.rules.ts'
import { viewRows } from './questions.view.ts'
import { insertMessage, listMessages } from './thread.queries.ts'

export type Staff = Actor & { kind: 'staff' }

const FIGURES_MS = 90 * 86_400_000

interface Opened {
  row: queries.QuestionRecord
  key: DataKey
}

/** A question that the actor answers, with the key to it; the same 404 for missing, foreign, withdrawn and erased. */
async function open(db: Db, services: Services, actor: Staff, id: string, { lock = false } = {}): Promise<Opened> {
  const row = await queries.findQuestion(db, queries.inQuestionScope(actor), id, { lock })
  const asker = row && (await findAskers(db, actor, [row.registrantId])).get(row.registrantId)
  const key = asker && (await findAskerKey(db, services, actor, asker.id))
  if (!row || !key) throw problems.notFound()
  return { row, key }
}

async function view(db: Db, actor: Staff, { row, key }: Opened): Promise<Question> {
  const [facts] = await viewRows(db, actor, [row])
  const messages = await listMessages(db, key, row.id, { nameStaff: true })
  return { ...facts!, subject: queries.openSubject(key, row), messages }
}

/** One page of the inbox; no words of anybody are opened for it. */
export const readInbox = (
  services: Services,
  actor: Staff,
  { show, cursor, limit }: { show: QuestionView; cursor: string | undefined; limit: number }
): Promise<Output<typeof listQuestions>> =>
  transaction(services, actor, async (db) => {
    const scope = queries.inQuestionScope(actor)
    const rows = await queries.listQuestions(db, { actor, scope, show }, decodeCursor(cursor), limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const next =
      rows.length > limit && last ? encodeCursor({ registeredAt: last.createdAt.toISOString(), id: last.id }) : null
    return { items: await viewRows(db, actor, page), next }
  })

export const readFigures = (services: Services, actor: Staff): Promise<Output<typeof getQuestionFigures>> =>
  transaction(services, actor, async (db) => {
    const since = new Date(services.now().getTime() - FIGURES_MS)
    const { open: waiting, ...answered } = await queries.readFigures(db, queries.inQuestionScope(actor), since)
    return { open: waiting, medianHours: shownMedian(answered) }
  })

const noteAct = (db: Db, actor: Staff, row: queries.QuestionRecord, action: string, { requestId }: RequestFacts) =>
  writeAudit(db, actor, { action: `question.${action}`, subjectId: row.registrantId, requestId })

/** Shows a question with its thread; the person sees in the history that it was read. */
export const readQuestion = (services: Services, actor: Staff, id: string, facts: RequestFacts): Promise<Question> =>
  transaction(services, actor, async (db) => {
    const opened = await open(db, services, actor, id)
    await noteAct(db, actor, opened.row, 'read', facts)
    return view(db, actor, opened)
  })

/** Throws where an act is not for a question in this state. */
function nextState(act: QuestionAct, row: queries.QuestionRecord) {
  const state = stateAfter(act, row.state as Question['state'])
  if (!state) throw problems.conflict('This question is not in the state for that any more. Load it again.')
  return state
}

/** Answers, and tells the person that there is an answer. Who answers first takes the question on. */
export const reply = (
  services: Services,
  actor: Staff,
  id: string,
  text: string,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<{ id: string }> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const { row, key } = await open(db, services, actor, id, { lock: true })
      nextState('reply', row)
      const now = services.now()
      const messageId = await insertMessage(db, key, { questionId: id, staffId: actor.id, text: tidyText(text) }, now)
      const { firstAnsweredAt, assignedTo } = row
      const changes = { firstAnsweredAt: firstAnsweredAt ?? now, assignedTo: assignedTo ?? actor.id }
      await queries.updateQuestion(db, id, changes)
      await tellAsker(db, services, actor, key, row.registrantId)
      await writeEvent(db, 'question.answered', id)
      await noteAct(db, actor, row, 'answered', facts)
      return { id: messageId }
    })
  )

const actions = { assign: 'assigned', close: 'closed', reopen: 'reopened' } as const

/** Takes a question on, closes it with how it ended, or opens it again. */
export const move = (
  services: Services,
  actor: Staff,
  id: string,
  step: { act: 'assign' | 'reopen' } | { act: 'close'; outcome: QuestionOutcome },
  facts: RequestFacts
): Promise<Question> =>
  transaction(services, actor, async (db) => {
    const { row, key } = await open(db, services, actor, id, { lock: true })
    const state = nextState(step.act, row)
    const changes = {
      assign: { assignedTo: actor.id },
      close: { outcome: 'outcome' in step ? step.outcome : null, closedAt: services.now() },
      reopen: { outcome: null, closedAt: null }
    }[step.act]
    await queries.updateQuestion(db, id, { ...changes, state })
    await writeEvent(db, 'question.changed', id, { state })
    await noteAct(db, actor, row, actions[step.act], facts)
    return view(db, actor, { row: { ...row, ...changes, state }, key })
  })
