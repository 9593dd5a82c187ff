import type { Opportunity, OpportunityBody, OpportunityChanges, OpportunityState } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { dayIn } from '../../days.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { countUnanswered } from '../applications/applications.queries.ts'
import { mayMove } from '../applications/applications.rules.ts'
import * as queries from './opportunities.queries.ts'

export type Staff = Actor & { kind: 'staff' }

/** The calendar day by the clock of the ministry. */
export const todayOf = ({ now, config }: Pick<Services, 'now' | 'config'>): string => dayIn(config.timeZone, now())

function check({ kind, skills, sector, startsOn, endsOn, pt, en }: OpportunityBody) {
  const errors = [
    ...(pt.text.trim() ? [] : [fieldError('/pt/text', 'required', 'Write what it is about.')]),
    ...(en && !en.text.trim() ? [fieldError('/en/text', 'required', 'Write what it is about.')] : []),
    // People are found by these codes: without any, nobody fits better than anybody else.
    ...(kind === 'skills' && skills.length === 0 ? [fieldError('/skills', 'required', 'Choose a skill.')] : []),
    ...(kind === 'investment' && !sector ? [fieldError('/sector', 'required', 'Choose a sector.')] : []),
    ...(startsOn && endsOn && endsOn < startsOn ? [fieldError('/endsOn', 'tooEarly', 'It ends before it begins.')] : [])
  ]
  if (errors.length > 0) throw problems.invalid(errors)
}

/** Opportunities with their counts; how many people there are is no secret to who reads opportunities. */
export const readOpportunities = (db: Db, actor: Actor, id?: string): Promise<Opportunity[]> =>
  asSystem(db, actor, 'opportunity-counts', () => queries.listWithCounts(db, id))

async function finish(db: Db, actor: Staff, id: string, action: string, fields: string[], { requestId }: RequestFacts) {
  await writeEvent(db, 'opportunity.changed', id, { action })
  await writeAudit(db, actor, { action: `opportunity.${action}`, subjectId: id, fields, requestId })
  return (await readOpportunities(db, actor, id))[0]!
}

async function lock(db: Db, id: string) {
  const row = await queries.findOpportunity(db, id, { lock: true })
  if (!row) throw problems.notFound()
  return row
}

/** Writes a draft. */
export const createOpportunity = (
  services: Services,
  actor: Staff,
  body: OpportunityBody,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<Opportunity> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      check(body)
      const id = await queries.insertOpportunity(db, body, actor.id, services.now())
      return finish(db, actor, id, 'created', [], facts)
    })
  )

/** Changes a draft or an open opportunity. */
export const updateOpportunity = (
  services: Services,
  actor: Staff,
  id: string,
  version: number,
  changes: OpportunityChanges,
  facts: RequestFacts
): Promise<Opportunity> =>
  transaction(services, actor, async (db) => {
    const row = await lock(db, id)
    if (row.version !== version) throw problems.versionChanged()
    if (!['draft', 'open'].includes(row.state)) throw problems.conflict('Only a draft or an open opportunity changes.')
    check({ kind: row.kind as OpportunityBody['kind'], ...changes })
    await queries.updateOpportunity(db, id, version, changes)
    return finish(db, actor, id, 'changed', Object.keys(changes), facts)
  })

/** Opens, closes, declares filled or withdraws. Filled is an opportunity only when everybody who offered has an answer. */
export const moveOpportunity = (
  services: Services,
  actor: Staff,
  id: string,
  state: OpportunityState,
  facts: RequestFacts
): Promise<Opportunity> =>
  transaction(services, actor, async (db) => {
    const row = await lock(db, id)
    if (!mayMove(row.state as OpportunityState, state))
      throw problems.conflict('The opportunity is not in the state for that. Load it again.')
    if (state === 'open' && row.closesOn < todayOf(services)) throw problems.conflict('The closing day is over.')
    const unanswered = () => asSystem(db, actor, 'opportunity-unanswered', () => countUnanswered(db, id))
    if (state === 'filled' && (await unanswered()) > 0)
      throw problems.conflict('Somebody still waits for an answer. Answer everybody first.')
    await queries.updateOpportunity(db, id, row.version, { state })
    return finish(db, actor, id, state, [], facts)
  })
