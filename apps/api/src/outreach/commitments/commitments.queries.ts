import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Commitment, PublicCommitment } from '@ponte/schema'
import { mayApprove } from '../../approval.rules.ts'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { decisions } from '../../governance/decisions/decisions.table.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { questions } from '../questions/questions.table.ts'
import { commitments } from './commitments.table.ts'

const PUBLIC_MAX = 200
const LIST_MAX = 500

export type CommitmentRecord = typeof commitments.$inferSelect
export type CommitmentContent = Pick<Commitment, 'state' | 'pt' | 'en' | 'topic' | 'decisionId'>

const contentOf = ({ id, state, pt, en, topic }: CommitmentRecord) => ({
  id,
  state: state as Commitment['state'],
  pt,
  en,
  topic: topic as Commitment['topic']
})

/** What everybody reads, newest first. Of a decision only its number: the committee's words are its own. */
export async function listPublicCommitments(db: Db): Promise<PublicCommitment[]> {
  const rows = await db
    .select({ row: commitments, number: decisions.number, year: decisions.year })
    .from(commitments)
    .leftJoin(decisions, eq(decisions.id, commitments.decisionId))
    .where(isNotNull(commitments.publishedAt))
    .orderBy(desc(commitments.publishedAt), desc(commitments.id))
    .limit(PUBLIC_MAX)
  return rows.map(({ row, number, year }) => ({
    ...contentOf(row),
    questions: row.questions,
    decision: number !== null && year !== null ? { number, year } : null,
    publishedAt: row.publishedAt!.toISOString()
  }))
}

const withAuthors = (db: Db) =>
  db
    .select({ row: commitments, author: staff.name })
    .from(commitments)
    .leftJoin(staff, eq(staff.id, commitments.writtenBy))

const toCommitment = (
  staffId: string,
  { row, author }: { row: CommitmentRecord; author: string | null }
): Commitment => ({
  ...contentOf(row),
  decisionId: row.decisionId,
  author,
  mayPublish: mayApprove(staffId, row),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  version: row.version
})

/** Commitments and drafts as a member of staff sees them. */
export const listCommitments = async (db: Db, staffId: string): Promise<Commitment[]> =>
  (await withAuthors(db).orderBy(desc(commitments.id)).limit(LIST_MAX)).map((found) => toCommitment(staffId, found))

export async function viewCommitment(db: Db, staffId: string, id: string): Promise<Commitment | null> {
  const [found] = await withAuthors(db).where(eq(commitments.id, id))
  return found ? toCommitment(staffId, found) : null
}

/** Decisions that a commitment may come from, newest first. */
export const listSources = (db: Db) =>
  db
    .select({
      id: decisions.id,
      number: decisions.number,
      year: decisions.year,
      madeOn: decisions.madeOn,
      title: decisions.title
    })
    .from(decisions)
    .orderBy(desc(decisions.year), desc(decisions.number))
    .limit(LIST_MAX)

/** One commitment, locked: it is about to be changed. */
export async function lockCommitment(db: Db, id: string): Promise<CommitmentRecord | null> {
  const [row] = await db.select().from(commitments).where(eq(commitments.id, id)).for('update')
  return row ?? null
}

/** How many questions on a topic were closed since a moment. Counted as the product itself: the rows are people's. */
export const countClosed = (db: Db, topic: string, since: Date): Promise<number> =>
  db.$count(
    questions,
    and(eq(questions.topic, topic), eq(questions.state, 'closed'), sql`${questions.closedAt} >= ${since}`)
  )

export async function insertCommitment(
  db: Db,
  content: CommitmentContent,
  writtenBy: string,
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(commitments).values({ id, ...content, writtenBy, editors: [writtenBy], createdAt: now })
  return id
}

/** Changes a commitment of a version. False if somebody changed it meanwhile. */
export async function updateCommitment(
  db: Db,
  id: string,
  version: number,
  changes: Partial<
    CommitmentContent & Pick<CommitmentRecord, 'writtenBy' | 'editors' | 'publishedBy' | 'publishedAt' | 'questions'>
  >
): Promise<boolean> {
  const { rowCount } = await db
    .update(commitments)
    .set({ ...changes, version: sql`${commitments.version} + 1` })
    .where(and(eq(commitments.id, id), eq(commitments.version, version)))
  return rowCount === 1
}
