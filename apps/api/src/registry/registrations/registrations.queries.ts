import { eq } from 'drizzle-orm'
import type { Db } from '../../db/transaction.ts'
import { registrationAttempts } from './registrations.table.ts'

export const insertAttempt = (
  db: Db,
  { registrantId, tokenHash, now }: { registrantId: string; tokenHash: Buffer; now: Date }
) => db.insert(registrationAttempts).values({ registrantId, tokenHash, createdAt: now })

export async function findAttempt(db: Db, registrantId: string) {
  const [row] = await db.select().from(registrationAttempts).where(eq(registrationAttempts.registrantId, registrantId))
  return row ?? null
}

/** Notes that another code was sent. */
export const noteSend = (db: Db, registrantId: string, sends: number, now: Date) =>
  db
    .update(registrationAttempts)
    .set({ sends, lastSentAt: now })
    .where(eq(registrationAttempts.registrantId, registrantId))
