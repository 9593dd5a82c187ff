import { eq } from 'drizzle-orm'
import type { Db } from '../../db/transaction.ts'
import { insertRow } from '../../db/turns.ts'
import { registrationAttempts } from './registrations.table.ts'

export const insertAttempt = (
  db: Db,
  { registrantId, tokenHash, isSent, now }: { registrantId: string; tokenHash: Buffer; isSent: boolean; now: Date }
) =>
  insertRow(db, registrationAttempts, {
    registrantId,
    tokenHash,
    sends: isSent ? 1 : 0,
    lastSentAt: isSent ? now : null,
    createdAt: now
  })

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
