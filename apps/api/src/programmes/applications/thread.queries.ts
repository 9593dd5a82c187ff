import { desc, eq } from 'drizzle-orm'
import type { ApplicationMessage } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { seal, unseal, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { applicationMessages } from './applications.table.ts'

const place = (row: string) => ({ table: 'application_messages', column: 'text_sealed', row })

/** Adds a text, sealed with the person's key. `staffId` is null where the person writes. */
export async function insertMessage(
  db: Db,
  key: DataKey,
  { applicationId, staffId, text }: { applicationId: string; staffId: string | null; text: string },
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  await db
    .insert(applicationMessages)
    .values({ id, applicationId, staffId, textSealed: seal(key, place(id), text), createdAt: now })
  return id
}

/** What both sides wrote, oldest first; the last two hundred texts are more than a placement needs. */
export async function listMessages(db: Db, key: DataKey, applicationId: string): Promise<ApplicationMessage[]> {
  const rows = await db
    .select()
    .from(applicationMessages)
    .where(eq(applicationMessages.applicationId, applicationId))
    .orderBy(desc(applicationMessages.createdAt), desc(applicationMessages.id))
    .limit(200)
  return rows.toReversed().map(({ id, staffId, textSealed, createdAt }) => ({
    id,
    from: staffId ? 'staff' : 'registrant',
    text: unseal<string>(key, place(id), textSealed),
    createdAt: createdAt.toISOString()
  }))
}
