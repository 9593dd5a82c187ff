import type { ContactAddress, ErasureReceipt, Registrant } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import { limitUse } from '../../platform/sessions/counters.queries.ts'
import { endSessionsOf } from '../../platform/sessions/sessions.queries.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { setConsent, type ConsentChange } from '../record/consent.commands.ts'
import { normalised, replaceContact, type ContactUse } from '../record/contact.commands.ts'
import { eraseRecord } from '../record/erasure.commands.ts'
import { endGuardianship } from '../record/majority.commands.ts'
import { changeState, type StateChange } from '../record/state.commands.ts'
import { confirmByOfficer } from '../registrants/confirm.commands.ts'
import { lockRow } from '../registrants/change.commands.ts'
import { openRow, viewAfterChange, type Officer } from '../registrants/registrants.commands.ts'
import type { RegistrantRecord } from '../registrants/registrants.queries.ts'

/*
 * An officer acts for a person who cannot: leaving, too, is always possible, also without a phone. Each act has the rules
 * of the person's own, and a reason that the person can read.
 */

/** More than a busy counter has in a day; fewer than somebody would need who wants to empty a post. */
const ERASURES_PER_DAY = 20

/** Does something to a person of the officer's post, and answers with the record as it is then. */
const actFor = (
  services: Services,
  actor: Officer,
  id: string,
  act: (db: Db, row: RegistrantRecord) => Promise<void>
): Promise<Registrant> =>
  transaction(services, actor, async (db) => {
    await act(db, await openRow(db, actor, id, { lock: true }))
    return viewAfterChange(db, services, actor, id)
  })

/** Whoever sets a contact of their own could come in by it: no more of this than of revealing. */
const limitContacts = (db: Db, { config, now }: Services, { id }: Officer) =>
  limitUse(db, `contacts ${id}`, 86_400, config.limits.revealsPerOfficerPerDay, now())

/** Writes down the contact of a person whom the officer has seen, who is confirmed by that if they were not yet. */
async function vouchFor(
  db: Db,
  services: Services,
  actor: Officer,
  row: RegistrantRecord,
  next: (ContactUse & { contact: ContactAddress }) | null,
  facts: RequestFacts,
  reason: string
) {
  const normal = next && { ...next, contact: normalised(next.contact, row.country) }
  await limitContacts(db, services, actor)
  await replaceContact(db, services, actor, row, normal, facts, reason)
  // The relation of another carer is a question of its own, which this does not answer.
  if (row.status === 'pending' && row.guardianRelation !== 'other-carer')
    await confirmByOfficer(db, services, actor, row, reason, facts)
}

/** Sets the contact of a person whom the officer has seen. */
export const setContact = (
  services: Services,
  actor: Officer,
  id: string,
  { reason, ...next }: ContactUse & { contact: ContactAddress; reason: string },
  facts: RequestFacts
) => actFor(services, actor, id, (db, row) => vouchFor(db, services, actor, row, next, facts, reason))

/** Writes down what the person says of one purpose. */
export const setConsentFor = (
  services: Services,
  actor: Officer,
  id: string,
  { reason, ...change }: ConsentChange & { reason: string },
  facts: RequestFacts
) => actFor(services, actor, id, (db, row) => setConsent(db, services, actor, row, change, 'counter', facts, reason))

/** Writes down where the person's life stands. */
export const changeStateFor = (
  services: Services,
  actor: Officer,
  id: string,
  { reason, ...change }: StateChange & { reason: string },
  facts: RequestFacts
) =>
  actFor(services, actor, id, async (db, row) => {
    await changeState(db, services, actor, row, change, facts, reason)
    // Whoever holds the phone of the dead is not the person.
    if (change.state === 'deceased') await endSessionsOf(db, row.id, services.now())
  })

/**
 * Hands the record that a guardian made to the person, who is of age and stands before the officer. The contact that
 * stands there may be the guardian's, who has no say in the record any more: the person's own takes its place, or none.
 */
export const claimFor = (
  services: Services,
  actor: Officer,
  id: string,
  { contact, reason }: { contact: (ContactUse & { address: ContactAddress }) | null; reason: string },
  facts: RequestFacts
) =>
  actFor(services, actor, id, async (db, row) => {
    await endGuardianship(db, services, actor, row, facts, reason)
    const next = contact && { ...contact, contact: contact.address }
    await vouchFor(db, services, actor, await lockRow(db, id), next, facts, reason)
  })

/** Erases the record for its person, who gets the receipt. */
export const eraseFor = (
  services: Services,
  actor: Officer,
  id: string,
  reason: string,
  facts: RequestFacts
): Promise<ErasureReceipt> =>
  transaction(services, actor, async (db) => {
    const row = await openRow(db, actor, id, { lock: true })
    await limitUse(db, `erasures ${actor.id}`, 86_400, ERASURES_PER_DAY, services.now())
    return eraseRecord(db, services, actor, row, facts, { reason })
  })
