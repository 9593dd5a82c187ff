import { inArray } from 'drizzle-orm'
import { unwrapKey, wrapKey, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { insertRow } from '../../db/turns.ts'
import type { Keys } from '../../keys.ts'
import { registrantKeys } from './registrants.table.ts'

/** Stores the data key of a new person, wrapped. */
export const insertRegistrantKey = (db: Db, keys: Keys, registrantId: string, key: DataKey): Promise<void> =>
  insertRow(db, registrantKeys, { registrantId, wrapped: wrapKey(keys, registrantId, key) })

/** The data key of a person, or null when it was destroyed or the row is out of scope. */
export const findRegistrantKey = async (db: Db, keys: Keys, registrantId: string): Promise<DataKey | null> =>
  (await findRegistrantKeys(db, keys, [registrantId])).get(registrantId) ?? null

/** The data keys of people, without those that were destroyed or are out of scope. */
export async function findRegistrantKeys(db: Db, keys: Keys, registrantIds: string[]): Promise<Map<string, DataKey>> {
  if (registrantIds.length === 0) return new Map()
  const rows = await db.select().from(registrantKeys).where(inArray(registrantKeys.registrantId, registrantIds))
  return new Map(rows.map(({ registrantId, wrapped }) => [registrantId, unwrapKey(keys, registrantId, wrapped)]))
}
