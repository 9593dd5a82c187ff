import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { system } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { versions } from '../../db/records.table.ts'
import { secretHash } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { consents } from '../consents/consents.table.ts'
import { contacts, registrantDetails, registrantKeys, registrants } from '../registrants/registrants.table.ts'
import { registrationAttempts } from '../registrations/registrations.table.ts'
import { erasures } from './erasures.table.ts'

const BATCH = 500

/** The tombstones of erasures after a moment, oldest first. */
export const listErasuresSince = (db: Db, since: Date) =>
  db.select().from(erasures).where(gt(erasures.erasedAt, since)).orderBy(asc(erasures.erasedAt))

/** Who is not erased, page by page in the order of their ids. */
export async function listUnerasedIds(db: Db, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: registrants.id })
    .from(registrants)
    .where(and(gt(registrants.id, after), isNull(registrants.erasedAt)))
    .orderBy(asc(registrants.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Takes people's rows and keys away. That they are gone, and why, is all that stays. */
async function removeRows(db: Db, ids: string[], cause: 'erased' | 'unconfirmed') {
  for (const id of ids) {
    await writeEvent(db, 'registrant.removed', id, { cause })
    await writeAudit(db, system('retention'), { action: 'registrant.removed', subjectId: id, fields: [cause] })
  }
  for (const table of [registrantKeys, contacts, registrantDetails, registrationAttempts, consents])
    await db.delete(table).where(inArray(table.registrantId, ids))
  await db.delete(versions).where(inArray(versions.recordId, ids))
  await db.delete(registrants).where(inArray(registrants.id, ids))
}

/** Removes people who were erased before a moment, with their keys, and marks their tombstones as done. */
export async function removeRegistrants(db: Db, keys: Keys, erasedBefore: Date, now: Date): Promise<number> {
  const rows = await db
    .select({ id: registrants.id })
    .from(registrants)
    .where(lte(registrants.erasedAt, erasedBefore))
    .limit(BATCH)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await removeRows(db, ids, 'erased')
  for (const id of ids)
    await db
      .update(erasures)
      .set({ doneAt: now })
      .where(and(eq(erasures.registrantHash, secretHash(keys, 'erasure', id)), isNull(erasures.doneAt)))
  return ids.length
}

/**
 * Removes registrations that nobody confirmed and nobody can carry on: with a contact that was never verified, and, after a
 * longer time, those without one, whose persons did not come to the post.
 */
export async function removeUnconfirmed(db: Db, before: { withContact: Date; withoutContact: Date }): Promise<number> {
  const rows = await db
    .select({ id: registrants.id })
    .from(registrants)
    .leftJoin(contacts, eq(contacts.registrantId, registrants.id))
    .where(
      and(
        eq(registrants.status, 'pending'),
        eq(registrants.origin, 'self'),
        isNull(contacts.verifiedAt),
        or(
          and(isNotNull(contacts.id), lte(registrants.registeredAt, before.withContact)),
          lte(registrants.registeredAt, before.withoutContact)
        )
      )
    )
    .limit(BATCH)
    // Who confirms at this very moment is passed over, not removed.
    .for('update', { of: registrants, skipLocked: true })
  if (rows.length > 0)
    await removeRows(
      db,
      rows.map(({ id }) => id),
      'unconfirmed'
    )
  return rows.length
}
