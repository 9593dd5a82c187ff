import { asc, eq } from 'drizzle-orm'
import type { QuestionMessage } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { seal, unseal, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { questionMessages } from './questions.table.ts'

const place = (row: string) => ({ table: 'question_messages', column: 'text_sealed', row })

/** Adds a text to a thread, sealed with the key of who asked. `staffId` is null where the person writes. */
export async function insertMessage(
  db: Db,
  key: DataKey,
  { questionId, staffId, text }: { questionId: string; staffId: string | null; text: string },
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(questionMessages).values({
    id,
    questionId,
    authorKind: staffId ? 'staff' : 'registrant',
    staffId,
    textSealed: seal(key, place(id), text),
    createdAt: now
  })
  return id
}

/** The thread of a question, opened. Staff are named to staff only. */
export async function listMessages(
  db: Db,
  key: DataKey,
  questionId: string,
  { nameStaff }: { nameStaff: boolean }
): Promise<QuestionMessage[]> {
  const rows = await db
    .select({ message: questionMessages, author: staff.name })
    .from(questionMessages)
    .leftJoin(staff, eq(staff.id, questionMessages.staffId))
    .where(eq(questionMessages.questionId, questionId))
    .orderBy(asc(questionMessages.createdAt), asc(questionMessages.id))
  return rows.map(({ message, author }) => ({
    id: message.id,
    from: message.authorKind as QuestionMessage['from'],
    author: nameStaff ? author : null,
    text: unseal(key, place(message.id), message.textSealed),
    createdAt: message.createdAt.toISOString()
  }))
}
