import type { Application, ApplicationState, Input, answerApplication, recordOutcome } from '@ponte/schema'
import { asSystem } from '../../db/elevate.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { createId } from '../../db/id.ts'
import { writeAudit, writeAuditList, writeEvent } from '../../db/records.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import type { Staff } from '../opportunities/opportunities.commands.ts'
import { findOpportunity, type OpportunityRecord } from '../opportunities/opportunities.queries.ts'
import { planOutcomes, recordOutcome as writeOutcome } from '../outcomes/outcomes.queries.ts'
import { findApplicantKeys, tellApplicant } from './applicants.queries.ts'
import * as queries from './applications.queries.ts'
import { isKnown, mayAnswer, placeRefusal } from './applications.rules.ts'
import { viewApplications } from './applications.view.ts'
import { insertMessage } from './thread.queries.ts'

const isNamed = ({ state }: queries.ApplicationRecord) => isKnown(state as ApplicationState)

/** Who was asked and who said yes. Each named person reads in the history that the list was read. */
export const readApplications = (
  services: Services,
  actor: Staff,
  opportunityId: string,
  { requestId }: RequestFacts
): Promise<{ items: Application[]; opportunity: OpportunityRecord }> =>
  transaction(services, actor, async (db) => {
    const opportunity = await findOpportunity(db, opportunityId)
    if (!opportunity) throw problems.notFound()
    const rows = await asSystem(db, actor, 'applications', () => queries.listOfOpportunity(db, opportunity.id))
    const ids = rows.filter(isNamed).map(({ registrantId }) => registrantId)
    const auditId = createId()
    await writeAudit(db, actor, { id: auditId, action: 'applications.read', count: ids.length, requestId })
    if (ids.length > 0) await writeAuditList(db, auditId, 0, ids)
    return { items: await viewApplications(db, services, actor, rows), opportunity }
  })

interface Opened {
  row: queries.ApplicationRecord
  opportunity: OpportunityRecord
  key: DataKey
}

/** An application of a person who is known and still agrees, with both rows locked; the same 404 for all else. */
async function open(db: Db, services: Services, actor: Staff, id: string): Promise<Opened> {
  const found = await queries.findApplication(db, id)
  const opportunity = found && (await findOpportunity(db, found.opportunityId, { lock: true }))
  if (!opportunity) throw problems.notFound()
  const live = await asSystem(db, actor, 'application', () => queries.isStillLive(db, id))
  const row = live ? await queries.findApplication(db, id, { lock: true }) : null
  const key =
    row && isNamed(row) && (await findApplicantKeys(db, services, actor, [row.registrantId])).get(row.registrantId)
  if (!row || !key) throw problems.notFound()
  return { row, opportunity, key }
}

async function finish(
  db: Db,
  services: Services,
  actor: Staff,
  row: queries.ApplicationRecord,
  action: string,
  facts: RequestFacts
) {
  await writeEvent(db, 'application.changed', row.id, { action })
  await writeAudit(db, actor, {
    action: `application.${action}`,
    subjectId: row.registrantId,
    requestId: facts.requestId
  })
  const changed = (await queries.findApplication(db, row.id))!
  return (await viewApplications(db, services, actor, [changed]))[0]!
}

const refusals = {
  full: 'There is no place left.',
  notFirst: 'The place belongs to the first person on the waiting list.'
}

type AnswerBody = Input<typeof answerApplication>['body']

async function changesFor(db: Db, actor: Staff, { row, opportunity, key }: Opened, body: AnswerBody) {
  const { state, reason, startsOn, endsOn } = body
  if (state === 'shortlisted') {
    if (!reason?.trim()) throw problems.invalid([fieldError('/reason', 'required', 'Say why.')])
    return { state, reasonSealed: queries.sealReason(key, row.id, reason.trim()) }
  }
  const places = await asSystem(db, actor, 'places', () => queries.readPlaces(db, opportunity.id))
  if (state === 'waiting') return { state, waitingSince: places.last + 1 }
  if (state === 'declined') return { state, waitingSince: null }
  if (!startsOn) throw problems.invalid([fieldError('/startsOn', 'required', 'Say when it begins.')])
  if (endsOn && endsOn < startsOn)
    throw problems.invalid([fieldError('/endsOn', 'tooEarly', 'It ends before it begins.')])
  const refusal = placeRefusal(row, { places: opportunity.places, ...places })
  if (refusal) throw problems.conflict(refusals[refusal])
  return { state, startsOn, endsOn: endsOn ?? null, waitingSince: null }
}

/** Answers a person: shortlist, place, waiting list or no. They are told that there is news, but for the shortlist. */
export const answer = (
  services: Services,
  actor: Staff,
  id: string,
  body: AnswerBody,
  facts: RequestFacts
): Promise<Application> =>
  transaction(services, actor, async (db) => {
    const opened = await open(db, services, actor, id)
    const { row, opportunity } = opened
    if (['draft', 'withdrawn'].includes(opportunity.state)) throw problems.conflict('The opportunity was withdrawn.')
    if (!mayAnswer(row.state as ApplicationState, body.state))
      throw problems.conflict('The application is not in the state for that. Load it again.')
    const changes = await changesFor(db, actor, opened, body)
    await queries.updateApplication(db, id, changes)
    if (body.state === 'placed') await planOutcomes(db, id, body.startsOn!)
    if (body.state !== 'shortlisted') await tellApplicant(db, services, actor, row.registrantId, 'answered')
    return finish(db, services, actor, row, body.state, facts)
  })

/** Notes that a person gave the place back. */
export const returnPlace = (services: Services, actor: Staff, id: string, facts: RequestFacts): Promise<Application> =>
  transaction(services, actor, async (db) => {
    const { row } = await open(db, services, actor, id)
    if (row.state !== 'placed') throw problems.conflict('The person has no place.')
    await queries.updateApplication(db, id, { state: 'returned' })
    return finish(db, services, actor, row, 'returned', facts)
  })

/** Writes to a person who said yes. */
export const write = (
  services: Services,
  actor: Staff,
  id: string,
  text: string,
  { requestId }: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<{ id: string }> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const { row, key } = await open(db, services, actor, id)
      if (!text.trim()) throw problems.invalid([fieldError('/text', 'required', 'Write something.')])
      const message = { applicationId: id, staffId: actor.id, text: text.trim() }
      const messageId = await insertMessage(db, key, message, services.now())
      await tellApplicant(db, services, actor, row.registrantId, 'answered')
      await writeAudit(db, actor, { action: 'application.written', subjectId: row.registrantId, requestId })
      return { id: messageId }
    })
  )

/** Records how a placement went, as the officer heard it. */
export const recordPlacement = (
  services: Services,
  actor: Staff,
  id: string,
  { months, outcome, words }: Input<typeof recordOutcome>['body'],
  facts: RequestFacts
): Promise<Application> =>
  transaction(services, actor, async (db) => {
    const { row, key } = await open(db, services, actor, id)
    const values = { applicationId: id, months: Number(months), outcome, words, recordedBy: 'staff' as const }
    if (!(await writeOutcome(db, key, values, services.now()))) throw problems.notFound()
    await writeEvent(db, 'outcome.recorded', id, { months, outcome })
    return finish(db, services, actor, row, 'outcomeRecorded', facts)
  })
