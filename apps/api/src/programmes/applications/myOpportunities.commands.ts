import {
  purposeOfKind,
  type ApplicationState,
  type Input,
  type MyApplication,
  type MyOpportunities,
  type OpportunityKind,
  type OpportunityState,
  type recordMyOutcome,
  type showInterest as showInterestEndpoint
} from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { limitUse } from '../../platform/sessions/counters.queries.ts'
import { fieldError, problems } from '../../problems.ts'
import { hasConsent } from '../../registry/consents/consents.queries.ts'
import { findRegistrantKey } from '../../registry/registrants/registrantKeys.queries.ts'
import { findRegistrantRow } from '../../registry/registrants/registrants.queries.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { findOffered } from '../matches/candidates.queries.ts'
import { byMatch, explainMatch } from '../matches/matches.rules.ts'
import { todayOf } from '../opportunities/opportunities.commands.ts'
import { findOpen, findOpportunity, listOpen, viewPublic } from '../opportunities/opportunities.queries.ts'
import { recordOutcome } from '../outcomes/outcomes.queries.ts'
import * as queries from './applications.queries.ts'
import { stateAfterWithdrawal } from './applications.rules.ts'
import { viewMine } from './applications.view.ts'
import { insertMessage } from './thread.queries.ts'

export type Self = Actor & { kind: 'registrant' }

const DAY = 86_400
const INTERESTS_A_DAY = 20
const MESSAGES_A_DAY = 20

const keyOf = async (db: Db, services: Services, { id }: Self) => (await findRegistrantKey(db, services.keys, id))!

async function readSelf(db: Db, { id }: Self) {
  const person = await findRegistrantRow(db, undefined, id)
  if (!person) throw problems.notFound()
  return { person, mayApply: !person.child && person.guardianRelation === null }
}

async function view(db: Db, services: Services, actor: Self, row: queries.ApplicationRecord): Promise<MyApplication> {
  // How many stand before one on a waiting list is counted over others' rows.
  const { waiting } = await asSystem(db, actor, 'waiting-place', () => queries.readPlaces(db, row.opportunityId))
  return viewMine(db, services, await keyOf(db, services, actor), row, waiting)
}

/** Open opportunities with why they fit, best first; and those where the person has an application, open or not. */
export const readMine = (services: Services, actor: Self): Promise<MyOpportunities> =>
  transaction(services, actor, async (db) => {
    const { mayApply } = await readSelf(db, actor)
    const consents = {
      matching: await hasConsent(db, actor.id, 'matching'),
      investment: await hasConsent(db, actor.id, 'investment')
    }
    const open = await listOpen(db, todayOf(services))
    const own = new Map((await queries.listOfRegistrant(db, actor.id)).map((row) => [row.opportunityId, row]))
    const rows = [...open]
    for (const id of own.keys()) if (!rows.some((row) => row.id === id)) rows.push((await findOpportunity(db, id))!)
    const offered = await findOffered(db, actor.id)
    const items: MyOpportunities['items'] = []
    for (const row of rows) {
      const application = own.get(row.id)
      const agrees = consents[purposeOfKind[row.kind as OpportunityKind]]
      items.push({
        opportunity: viewPublic(row),
        state: row.state as OpportunityState,
        match: offered && agrees && mayApply ? explainMatch(row, offered) : null,
        application: application ? await view(db, services, actor, application) : null
      })
    }
    const noMatch = { total: null, parts: [] }
    return { mayApply, consents, items: items.sort((a, b) => byMatch(a.match ?? noMatch, b.match ?? noMatch)) }
  })

async function noteAct(
  db: Db,
  actor: Self,
  applicationId: string,
  action: string,
  { requestId }: RequestFacts
): Promise<void> {
  await writeEvent(db, 'application.changed', applicationId, { action })
  await writeAudit(db, actor, { action: `application.${action}`, subjectId: actor.id, requestId })
}

async function checkConsent(db: Db, { id }: Self, kind: string) {
  if (!(await hasConsent(db, id, purposeOfKind[kind as OpportunityKind])))
    throw problems.conflict('This needs your yes to being found for such opportunities.')
}

/** Offers oneself for an opportunity. The answer holds an id only: the message is kept nowhere but under the person's key. */
export const showInterest = (
  services: Services,
  actor: Self,
  id: string,
  { message, campaignCode = null }: Input<typeof showInterestEndpoint>['body'],
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<{ id: string }> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const { mayApply } = await readSelf(db, actor)
      if (!mayApply) throw problems.conflict('A child’s record offers nothing.')
      const opportunity = await findOpen(db, todayOf(services), id)
      if (!opportunity) throw problems.notFound()
      await checkConsent(db, actor, opportunity.kind)
      const now = services.now()
      await limitUse(db, `interests ${actor.id}`, DAY, INTERESTS_A_DAY, now)
      const found = (await queries.listOfRegistrant(db, actor.id)).find((row) => row.opportunityId === id)
      // Who refused to be known, or withdrew, may still change their mind; nobody else offers twice.
      if (found && !['invited', 'refused', 'withdrawn'].includes(found.state))
        throw problems.conflict('You have offered yourself for this already.')
      const offered = { state: 'interested', campaignCode } as const
      if (found) await queries.updateApplication(db, found.id, offered)
      const values = { ...offered, opportunityId: id, registrantId: actor.id, invitedBy: null }
      const applicationId = found?.id ?? (await queries.insertApplication(db, values, now))
      const text = message.trim()
      if (text) await insertMessage(db, await keyOf(db, services, actor), { applicationId, staffId: null, text }, now)
      await noteAct(db, actor, applicationId, 'interested', facts)
      return { id: applicationId }
    })
  )

/** The own application, locked; the same 404 for missing and foreign. */
async function openOwn(db: Db, actor: Self, id: string): Promise<queries.ApplicationRecord> {
  const row = await queries.findApplication(db, id, { lock: true })
  if (!row || row.registrantId !== actor.id) throw problems.notFound()
  return row
}

/** Says yes or no to being known. A no stands: nobody asks again for this opportunity. */
export const answerInvitation = (
  services: Services,
  actor: Self,
  id: string,
  yes: boolean,
  facts: RequestFacts
): Promise<MyApplication> =>
  transaction(services, actor, async (db) => {
    const row = await openOwn(db, actor, id)
    if (row.state !== 'invited') throw problems.conflict('This invitation was answered already.')
    if (yes) {
      const opportunity = await findOpen(db, todayOf(services), row.opportunityId)
      if (!opportunity) throw problems.conflict('The opportunity is not open any more.')
      await checkConsent(db, actor, opportunity.kind)
    }
    const state = yes ? 'interested' : 'refused'
    await queries.updateApplication(db, id, { state })
    await noteAct(db, actor, id, state, facts)
    return view(db, services, actor, { ...row, state })
  })

/** Withdraws; who has a place gives it back. */
export const withdraw = (services: Services, actor: Self, id: string, facts: RequestFacts): Promise<MyApplication> =>
  transaction(services, actor, async (db) => {
    const row = await openOwn(db, actor, id)
    const state = stateAfterWithdrawal(row.state as ApplicationState)
    if (!state) throw problems.conflict('There is nothing to withdraw.')
    await queries.updateApplication(db, id, { state, waitingSince: null })
    await noteAct(db, actor, id, state, facts)
    return view(db, services, actor, { ...row, state, waitingSince: null })
  })

/** Writes to the programme. */
export const write = (
  services: Services,
  actor: Self,
  id: string,
  text: string,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<{ id: string }> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const row = await openOwn(db, actor, id)
      if (['invited', 'refused', 'withdrawn'].includes(row.state))
        throw problems.conflict('The programme does not know who you are.')
      if (!text.trim()) throw problems.invalid([fieldError('/text', 'required', 'Write something.')])
      const now = services.now()
      await limitUse(db, `application-messages ${actor.id}`, DAY, MESSAGES_A_DAY, now)
      const message = { applicationId: id, staffId: null, text: text.trim() }
      const messageId = await insertMessage(db, await keyOf(db, services, actor), message, now)
      await noteAct(db, actor, id, 'written', facts)
      return { id: messageId }
    })
  )

/** Says how the own placement went. */
export const recordMine = (
  services: Services,
  actor: Self,
  id: string,
  { months, outcome, words }: Input<typeof recordMyOutcome>['body'],
  facts: RequestFacts
): Promise<MyApplication> =>
  transaction(services, actor, async (db) => {
    const row = await openOwn(db, actor, id)
    const values = { applicationId: id, months: Number(months), outcome, words, recordedBy: 'registrant' as const }
    if (!(await recordOutcome(db, await keyOf(db, services, actor), values, services.now()))) throw problems.notFound()
    await writeEvent(db, 'outcome.recorded', id, { months, outcome })
    await noteAct(db, actor, id, 'outcomeRecorded', facts)
    return view(db, services, actor, row)
  })
