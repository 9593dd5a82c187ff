import { eq } from 'drizzle-orm'
import { unwrapKey, wrapKey, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { registrantKeys } from './registrants.table.ts'

/** Stores the data key of a new person, wrapped. */
export async function insertRegistrantKey(db: Db, keys: Keys, registrantId: string, key: DataKey): Promise<void> {
  await db.insert(registrantKeys).values({ registrantId, wrapped: wrapKey(keys, registrantId, key) })
}

/** The data key of a person, or null when it was destroyed or the row is out of scope. */
export async function findRegistrantKey(db: Db, keys: Keys, registrantId: string): Promise<DataKey | null> {
  const [row] = await db
    .select({ wrapped: registrantKeys.wrapped })
    .from(registrantKeys)
    .where(eq(registrantKeys.registrantId, registrantId))
  return row ? unwrapKey(keys, registrantId, row.wrapped) : null
}
