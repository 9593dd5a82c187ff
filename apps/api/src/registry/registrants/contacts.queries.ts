import { eq } from 'drizzle-orm'
import { createId } from '../../db/id.ts'
import { blindIndex, seal, unseal, unwrapKey, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { insertRow } from '../../db/turns.ts'
import type { Keys } from '../../keys.ts'
import type { NormalisedContact } from './contacts.rules.ts'
import { contacts } from './registrants.table.ts'

const place = (row: string) => ({ table: 'contacts', column: 'sealed', row })

export const contactIndex = (keys: Keys, { kind, value }: Pick<NormalisedContact, 'kind' | 'value'>): Buffer =>
  blindIndex(keys, kind, value)

export interface ContactFacts {
  ownership: string | null
  whatsapp: boolean
  verifiedAt?: Date | null
}

/** Gives a person a contact. */
export function insertContact(
  db: Db,
  keys: Keys,
  key: DataKey,
  registrantId: string,
  contact: NormalisedContact,
  facts: ContactFacts
): Promise<void> {
  const id = createId()
  return insertRow(db, contacts, {
    id,
    registrantId,
    kind: contact.kind,
    sealed: seal(key, place(id), contact.value),
    blindIndex: contactIndex(keys, contact),
    indexVersion: keys.indexVersion,
    ownership: facts.ownership,
    whatsapp: facts.whatsapp,
    verifiedAt: facts.verifiedAt ?? null
  })
}

/** The contact of a person, opened; null if there is none. */
export async function findContact(db: Db, key: DataKey, registrantId: string) {
  const [row] = await db
    .select()
    .from(contacts)
    .where(eq(contacts.registrantId, registrantId))
    .orderBy(contacts.createdAt)
    .limit(1)
  if (!row) return null
  return {
    id: row.id,
    kind: row.kind as 'phone' | 'email',
    value: unseal<string>(key, place(row.id), row.sealed),
    ownership: row.ownership,
    whatsapp: row.whatsapp,
    verifiedAt: row.verifiedAt
  }
}

/** The contact of a person as it is kept, with the key that opens it. */
export interface SealedContact {
  id: string
  registrantId: string
  sealed: Buffer
  wrapped: Buffer
}

/** Opens a contact; throws UnreadableError where it was moved or altered. */
export const openContact = (keys: Keys, { id, registrantId, sealed, wrapped }: SealedContact): string =>
  unseal<string>(unwrapKey(keys, registrantId, wrapped), place(id), sealed)

export const deleteContacts = (db: Db, registrantId: string) =>
  db.delete(contacts).where(eq(contacts.registrantId, registrantId))

export const markContactsVerified = (db: Db, registrantId: string, now: Date) =>
  db.update(contacts).set({ verifiedAt: now }).where(eq(contacts.registrantId, registrantId))
