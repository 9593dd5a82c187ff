import type { Chapter, StrategyVersion } from '@ponte/schema'
import { mayApprove, withEditor } from '../../approval.rules.ts'
import type { Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent, type EventType } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { findDecision } from '../decisions/decisions.queries.ts'
import * as queries from './strategy.queries.ts'

type Staff = Actor & { kind: 'staff' }
export interface Change {
  id: string
  version: number
  requestId: string
}

async function finish(db: Db, actor: Staff, id: string, event: EventType, requestId: string): Promise<StrategyVersion> {
  await writeEvent(db, event, id)
  await writeAudit(db, actor, { action: event, subjectId: id, requestId })
  return (await queries.listStrategyVersions(db, actor.id, id))[0]!
}

/** Begins a draft with the text of the newest version. */
export const createStrategyDraft = (
  services: Services,
  actor: Staff,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<StrategyVersion> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const [last] = await queries.listStrategyVersions(db, actor.id)
      if (last && last.state !== 'approved') throw problems.conflict('There is a draft of the strategy already.')
      const values = { number: (last?.number ?? 0) + 1, chapters: last?.chapters ?? [] }
      const id = await queries.insertStrategy(db, values, services.now())
      return finish(db, actor, id, 'strategy.changed', requestId)
    })
  )

/** Takes a version from one state to the next, if it is in the right one and nobody changed it meanwhile. */
const step = (
  services: Services,
  actor: Staff,
  { id, version, requestId }: Change,
  from: 'draft' | 'submitted',
  event: EventType,
  changesOf: (row: queries.StrategyRow, db: Db) => Partial<queries.StrategyRow> | Promise<Partial<queries.StrategyRow>>
): Promise<StrategyVersion> =>
  transaction(services, actor, async (db) => {
    const row = await queries.lockStrategy(db, id)
    if (!row) throw problems.notFound()
    if (row.state !== from) throw problems.conflict('This version of the strategy is not in the state for that.')
    if (!(await queries.updateStrategy(db, id, version, await changesOf(row, db)))) throw problems.versionChanged()
    return finish(db, actor, id, event, requestId)
  })

/** Writes a draft. A chapter keeps its id through all versions, so that they can be compared. */
export const updateStrategyDraft = (
  services: Services,
  actor: Staff,
  change: Change,
  chapters: (Omit<Chapter, 'id'> & { id?: string })[]
): Promise<StrategyVersion> =>
  step(services, actor, change, 'draft', 'strategy.changed', (row) => {
    const known = new Set(row.chapters.map(({ id }) => id))
    const kept = chapters.map((chapter) => ({
      ...chapter,
      id: chapter.id && known.delete(chapter.id) ? chapter.id : createId()
    }))
    return { chapters: kept, editors: withEditor(row.editors, actor.id) }
  })

/** Hands a draft in. An empty one says nothing that could be approved. */
export const submitStrategy = (services: Services, actor: Staff, change: Change): Promise<StrategyVersion> =>
  step(services, actor, change, 'draft', 'strategy.submitted', ({ chapters }) => {
    if (!chapters.some(({ textPt }) => textPt.trim())) throw problems.conflict('Write a chapter first.')
    return { state: 'submitted', submittedBy: actor.id }
  })

/** Makes a draft again of what was handed in. */
export const returnStrategy = (services: Services, actor: Staff, change: Change): Promise<StrategyVersion> =>
  step(services, actor, change, 'submitted', 'strategy.changed', () => ({ state: 'draft', submittedBy: null }))

/** Approves what others wrote and handed in; the committee's decision may be named that adopts it. */
export const approveStrategy = (
  services: Services,
  actor: Staff,
  change: Change,
  decisionId: string | null
): Promise<StrategyVersion> =>
  step(services, actor, change, 'submitted', 'strategy.approved', async (row, db) => {
    if (!mayApprove(actor.id, { ...row, proposedBy: row.submittedBy }))
      throw problems.conflict('Somebody approves it who neither wrote in it nor handed it in.')
    if (decisionId && !(await findDecision(db, decisionId)))
      throw problems.invalid([fieldError('/decisionId', 'unknown', 'There is no such decision.')])
    return { state: 'approved', approvedBy: actor.id, approvedAt: services.now(), decisionId }
  })
