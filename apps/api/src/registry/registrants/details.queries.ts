import { eq } from 'drizzle-orm'
import type { Details } from '@ponte/schema'
import { seal, unseal, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { registrantDetails } from './registrants.table.ts'

/** The answers in words, which are sealed together in one column. */
const sealedNames = ['emergencyContact', 'consularNumber', 'occupation', 'skillsText', 'accessibilityNeeds'] as const
type Sealed = Pick<Details, (typeof sealedNames)[number]>

const place = (row: string) => ({ table: 'registrant_details', column: 'sealed', row })
const isSealed = (name: string) => (sealedNames as readonly string[]).includes(name)

/** All optional answers of a person, opened. Answers that were never given are absent. */
export async function findDetails(db: Db, key: DataKey, registrantId: string): Promise<Details> {
  const [row] = await db.select().from(registrantDetails).where(eq(registrantDetails.registrantId, registrantId))
  if (!row) return {}
  const { registrantId: _id, sealed, ...clear } = row
  const given = Object.fromEntries(
    Object.entries(clear).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
  )
  return { ...given, ...(sealed ? unseal<Sealed>(key, place(registrantId), sealed) : {}) }
}

/** Changes the given answers and leaves the others; null takes one back. */
export async function saveDetails(
  db: Db,
  key: DataKey,
  registrantId: string,
  before: Details,
  changes: Details
): Promise<void> {
  const clear = Object.fromEntries(Object.entries(changes).filter(([name]) => !isSealed(name)))
  const words = Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(
      ([name, value]) => isSealed(name) && value !== null && value !== undefined && value !== ''
    )
  )
  const sealed = Object.keys(words).length > 0 ? seal(key, place(registrantId), words) : null
  const values = { ...clear, sealed }
  await db
    .insert(registrantDetails)
    .values({ registrantId, ...values })
    .onConflictDoUpdate({ target: registrantDetails.registrantId, set: values })
}
