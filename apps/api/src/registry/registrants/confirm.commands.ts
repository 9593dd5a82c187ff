import { eq } from 'drizzle-orm'
import type { Actor } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import type { RequestFacts, Services } from '../../services.ts'
import { markContactsVerified } from './contacts.queries.ts'
import { findRegistrantKey } from './registrantKeys.queries.ts'
import type { RegistrantRecord } from './registrants.queries.ts'
import { registrants } from './registrants.table.ts'

/**
 * A good code came back from the person's contact: it is verified, and with it the registration is confirmed, whichever way
 * the code was asked for. A child whose carer's relation nobody has checked still waits for an officer.
 */
export async function confirmByContact(
  db: Db,
  row: Pick<RegistrantRecord, 'id' | 'status' | 'guardianRelation' | 'postId'>,
  kind: 'email' | 'phone',
  now: Date,
  facts: RequestFacts
): Promise<void> {
  await markContactsVerified(db, row.id, now)
  if (row.status !== 'pending' || row.guardianRelation === 'other-carer') return
  await db
    .update(registrants)
    .set({ status: 'confirmed', confirmedBy: kind, confirmedAt: now })
    .where(eq(registrants.id, row.id))
  await writeEvent(db, 'registrant.confirmed', row.id, { by: kind })
  const actor: Actor = { kind: 'registrant', id: row.id }
  await writeAudit(db, actor, {
    action: 'registrant.confirmed',
    subjectId: row.id,
    postId: row.postId,
    requestId: facts.requestId
  })
}

/** Confirms a registration in the name of the officer. */
export async function confirmByOfficer(
  db: Db,
  services: Services,
  actor: Actor,
  row: RegistrantRecord,
  reason: string,
  facts: RequestFacts
) {
  await db
    .update(registrants)
    .set({ status: 'confirmed', confirmedBy: 'officer', confirmedAt: services.now(), version: row.version + 1 })
    .where(eq(registrants.id, row.id))
  await writeEvent(db, 'registrant.confirmed', row.id, { by: 'officer' })
  await writeAudit(db, actor, {
    action: 'registrant.confirmed',
    subjectId: row.id,
    postId: row.postId,
    reason: { key: (await findRegistrantKey(db, services.keys, row.id))!, text: reason },
    requestId: facts.requestId
  })
}
