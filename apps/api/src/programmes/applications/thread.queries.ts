import { asc, getTableColumns, inArray, lte, sql } from 'drizzle-orm'
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

/** The last two hundred texts are more than a placement needs. */
const MESSAGES_MAX = 200

/** What both sides wrote about each application, oldest first, opened with the key of its person. */
export async function listMessages(
  db: Db,
  keys: ReadonlyMap<string, DataKey>
): Promise<Map<string, ApplicationMessage[]>> {
  const found = new Map<string, ApplicationMessage[]>([...keys.keys()].map((id) => [id, []]))
  if (keys.size === 0) return found
  const newest = db
    .select({
      ...getTableColumns(applicationMessages),
      place: sql<number>`row_number() over (partition by ${applicationMessages.applicationId}
        order by ${applicationMessages.createdAt} desc, ${applicationMessages.id} desc)`.as('place')
    })
    .from(applicationMessages)
    .where(inArray(applicationMessages.applicationId, [...keys.keys()]))
    .as('newest')
  const rows = await db
    .select()
    .from(newest)
    .where(lte(newest.place, MESSAGES_MAX))
    .orderBy(asc(newest.createdAt), asc(newest.id))
  for (const { id, applicationId, staffId, textSealed, createdAt } of rows)
    found.get(applicationId)!.push({
      id,
      from: staffId ? 'staff' : 'registrant',
      text: unseal<string>(keys.get(applicationId)!, place(id), textSealed),
      createdAt: createdAt.toISOString()
    })
  return found
}
