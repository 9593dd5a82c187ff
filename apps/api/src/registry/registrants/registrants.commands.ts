import {
  parseReference,
  type ContactAddress,
  type CounterRegistration,
  type HistoryEntry,
  type RecordChanges,
  type Registrant,
  type RegistrantRow
} from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { asSystem } from '../../db/elevate.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { limitUse, refuseAbove, useOf } from '../../platform/sessions/counters.queries.ts'
import { problems } from '../../problems.ts'
import { statement, transaction, type RequestFacts, type Services } from '../../services.ts'
import { hasConsent } from '../consents/consents.queries.ts'
import { changeRecord } from './change.commands.ts'
import { confirmByOfficer } from './confirm.commands.ts'
import { contactIndex, findContact } from './contacts.queries.ts'
import { normaliseContact } from './contacts.rules.ts'
import { findDetails } from './details.queries.ts'
import { checkSubmission, insertRegistrant, retryOnReferenceClash } from './entry.commands.ts'
import { listHistory } from './history.queries.ts'
import { lookAt, rowsOfLook } from './look.queries.ts'
import { findRegistrantKey } from './registrantKeys.queries.ts'
import * as queries from './registrants.queries.ts'
import { viewRegistrant } from './registrants.view.ts'

export type Officer = Actor & { kind: 'staff' }
const SEARCH_RESULTS_MAX = 50

/** The permissions of this feature are held by officers only; this tells the types so. */
export const officer = (actor: Actor): Officer => {
  if (actor.kind !== 'staff') throw problems.forbidden()
  return actor
}

/** A row of the officer's post, or the same 404 for missing and foreign. */
export async function openRow(db: Db, actor: Officer, id: string, { lock = false } = {}) {
  const row = await queries.findRegistrantRow(db, queries.inScope(actor), id, { lock })
  if (!row) throw problems.notFound()
  return row
}

/** Finds people of the officer's post. What was searched for is not kept, only that somebody searched. */
export function searchRegistrants(
  services: Services,
  actor: Officer,
  { text, contact }: { text?: string; contact?: ContactAddress },
  facts: RequestFacts
): Promise<RegistrantRow[]> {
  return transaction(services, actor, async (db) => {
    const found: RegistrantRow[] = []
    const reference = text ? parseReference(text) : null
    if (reference) found.push(...(await queries.searchByReference(db, queries.inScope(actor), reference)))
    else if (text) found.push(...(await queries.searchByName(db, text, SEARCH_RESULTS_MAX)))
    if (contact) {
      const normalised = normaliseContact(contact, services.config.country)
      if (normalised)
        found.push(
          ...(await queries.searchByContact(
            db,
            queries.inScope(actor),
            contactIndex(services.keys, normalised),
            SEARCH_RESULTS_MAX
          ))
        )
    }
    await writeAudit(db, actor, {
      action: 'registrant.searched',
      fields: [text ? 'text' : '', contact ? 'contact' : ''].filter(Boolean),
      count: found.length,
      requestId: facts.requestId
    })
    return [...new Map(found.map((row) => [row.id, row])).values()]
  })
}

const LISTS_WINDOW_SECONDS = 86_400

/** The people of the officer's post, a page of them; how many were seen is kept, and how many pages a day is limited. */
export async function listRegistrants(
  services: Services,
  actor: Officer,
  page: queries.Page,
  facts: RequestFacts
): Promise<{ rows: RegistrantRow[]; more: boolean }> {
  const { recordsPerOfficerPerDay: most } = services.config.limits
  const now = services.now()
  const use = useOf(`lists ${actor.id}`, LISTS_WINDOW_SECONDS, now)
  const [look] = await statement(services, actor, lookAt(actor, page, use, most, facts.requestId))
  refuseAbove(most, look!.used, LISTS_WINDOW_SECONDS, now)
  const rows = rowsOfLook(look!)
  return { rows: rows.slice(0, page.limit), more: rows.length > page.limit }
}

/** Who did what to a record, for the officer; that it was read stands in it from then on. */
export function readHistory(
  services: Services,
  actor: Officer,
  id: string,
  facts: RequestFacts
): Promise<HistoryEntry[]> {
  return transaction(services, actor, async (db) => {
    const { postId } = await openRow(db, actor, id)
    await limitUse(db, `histories ${actor.id}`, 86_400, services.config.limits.recordsPerOfficerPerDay, services.now())
    const items = await listHistory(db, services.keys, actor, id, { nameStaff: true })
    await writeAudit(db, actor, {
      action: 'registrant.historyRead',
      subjectId: id,
      postId,
      requestId: facts.requestId
    })
    return items
  })
}

/** Shows one registrant; that it was read stands in the audit, and the person can see it. */
export function getRegistrant(
  services: Services,
  actor: Officer,
  id: string,
  facts: RequestFacts
): Promise<Registrant> {
  return transaction(services, actor, async (db) => {
    const row = await openRow(db, actor, id)
    await limitUse(db, `records ${actor.id}`, 86_400, services.config.limits.recordsPerOfficerPerDay, services.now())
    await writeAudit(db, actor, {
      action: 'registrant.read',
      subjectId: id,
      postId: row.postId,
      requestId: facts.requestId
    })
    return viewRegistrant(db, services.keys, row)
  })
}

/** Opens the contacts of one person, for a reason that is kept. */
export function revealContact(services: Services, actor: Officer, id: string, reason: string, facts: RequestFacts) {
  return transaction(services, actor, async (db) => {
    const row = await openRow(db, actor, id)
    await limitUse(db, `reveals ${actor.id}`, 86_400, services.config.limits.revealsPerOfficerPerDay, services.now())
    const key = (await findRegistrantKey(db, services.keys, id))!
    const contact = await findContact(db, key, id)
    const { emergencyContact, accessibilityNeeds } = await findDetails(db, key, id)
    const needs = accessibilityNeeds && (await hasConsent(db, id, 'accessibility')) ? accessibilityNeeds : null
    await writeAudit(db, actor, {
      action: 'registrant.revealed',
      subjectId: id,
      postId: row.postId,
      fields: ['contact', 'emergencyContact', ...(needs ? ['accessibilityNeeds'] : [])],
      reason: { key, text: reason },
      requestId: facts.requestId
    })
    return {
      contact: contact ? { kind: contact.kind, value: contact.value } : null,
      emergencyContact: emergencyContact ?? null,
      accessibilityNeeds: needs
    }
  })
}

/** Registers a person at the counter. The officer has seen them, so the registration is confirmed at once. */
export function createRegistrant(
  services: Services,
  actor: Officer,
  body: CounterRegistration,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<Registrant> {
  const contact = checkSubmission(services, body)
  if (!actor.postId) throw problems.forbidden()
  const { postId } = actor
  const attempt = () =>
    transaction(services, actor, (db) =>
      once(db, services.keys, idempotent, async () => {
        const id = createId(services.now().getTime())
        // The counter keeps whoever stands before it, even if another post answers for where they live.
        await insertRegistrant(db, services, actor, facts, {
          id,
          body,
          contact,
          channel: 'counter',
          confirmedBy: 'officer',
          helperId: null,
          postId
        })
        return viewRegistrant(db, services.keys, await openRow(db, actor, id))
      })
    )
  return retryOnReferenceClash(attempt)
}

/** Changes a record for the person. A change of country may move it to another post. */
export function updateRegistrant(
  services: Services,
  actor: Officer,
  id: string,
  version: number,
  changes: RecordChanges,
  facts: RequestFacts
): Promise<Registrant> {
  return transaction(services, actor, async (db) => {
    await openRow(db, actor, id, { lock: true })
    await changeRecord(db, services, actor, id, version, changes, facts)
    return viewAfterChange(db, services, actor, id)
  })
}

/**
 * The record as a change has left it. Of one that went to another post the officer learns here that the change was made;
 * from now on it is the other post's to show.
 */
export const viewAfterChange = (db: Db, services: Services, actor: Officer, id: string): Promise<Registrant> =>
  asSystem(db, actor, 'change-record', async () =>
    viewRegistrant(db, services.keys, (await queries.findRegistrantRow(db, undefined, id))!)
  )

/** Confirms a person whom the officer has seen. */
export function vouchRegistrant(
  services: Services,
  actor: Officer,
  id: string,
  reason: string,
  facts: RequestFacts
): Promise<Registrant> {
  return transaction(services, actor, async (db) => {
    const row = await openRow(db, actor, id, { lock: true })
    if (row.status === 'confirmed') throw problems.conflict('This registration is confirmed already.')
    await confirmByOfficer(db, services, actor, row, reason, facts)
    return viewRegistrant(db, services.keys, await openRow(db, actor, id))
  })
}
