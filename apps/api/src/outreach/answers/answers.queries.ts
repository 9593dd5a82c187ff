import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Answer, PublicAnswer } from '@ponte/schema'
import { mayApprove } from '../../approval.rules.ts'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { answers } from './answers.table.ts'

const LIST_MAX = 500

export type AnswerRecord = typeof answers.$inferSelect
export type AnswerContent = Pick<Answer, 'topic' | 'pt' | 'en'>

const contentOf = ({ id, topic, pt, en }: AnswerRecord) => ({ id, topic: topic as Answer['topic'], pt, en })

/** What everybody reads, newest first. */
export async function listPublicAnswers(db: Db): Promise<PublicAnswer[]> {
  const rows = await db
    .select()
    .from(answers)
    .where(isNotNull(answers.publishedAt))
    .orderBy(desc(answers.publishedAt), desc(answers.id))
    .limit(LIST_MAX)
  return rows.map((row) => ({ ...contentOf(row), publishedAt: row.publishedAt!.toISOString() }))
}

const withAuthors = (db: Db) =>
  db.select({ row: answers, author: staff.name }).from(answers).leftJoin(staff, eq(staff.id, answers.writtenBy))

const toAnswer = (staffId: string, { row, author }: { row: AnswerRecord; author: string | null }): Answer => ({
  ...contentOf(row),
  author,
  mayPublish: mayApprove(staffId, row),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  version: row.version
})

/** Answers and drafts as a member of staff sees them. */
export const listAnswers = async (db: Db, staffId: string): Promise<Answer[]> =>
  (await withAuthors(db).orderBy(desc(answers.id)).limit(LIST_MAX)).map((found) => toAnswer(staffId, found))

export async function viewAnswer(db: Db, staffId: string, id: string): Promise<Answer | null> {
  const [found] = await withAuthors(db).where(eq(answers.id, id))
  return found ? toAnswer(staffId, found) : null
}

/** One answer, locked: it is about to be changed. */
export async function lockAnswer(db: Db, id: string): Promise<AnswerRecord | null> {
  const [row] = await db.select().from(answers).where(eq(answers.id, id)).for('update')
  return row ?? null
}

export async function insertAnswer(db: Db, content: AnswerContent, writtenBy: string, now: Date): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(answers).values({ id, ...content, writtenBy, editors: [writtenBy], createdAt: now })
  return id
}

/** Changes an answer of a version. False if somebody changed it meanwhile. */
export async function updateAnswer(
  db: Db,
  id: string,
  version: number,
  changes: Partial<Pick<AnswerRecord, 'topic' | 'pt' | 'en' | 'writtenBy' | 'editors' | 'publishedBy' | 'publishedAt'>>
): Promise<boolean> {
  const { rowCount } = await db
    .update(answers)
    .set({ ...changes, version: sql`${answers.version} + 1` })
    .where(and(eq(answers.id, id), eq(answers.version, version)))
  return rowCount === 1
}
