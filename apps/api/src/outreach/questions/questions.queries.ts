import { and, asc, desc, eq, gte, isNotNull, ne, sql, type SQL } from 'drizzle-orm'
import type { MyQuestionRow, QuestionView } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { seal, unseal, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Position } from '../../registry/registrants/registrants.queries.ts'
import { questions } from './questions.table.ts'

export type QuestionRecord = typeof questions.$inferSelect
type Staff = Actor & { kind: 'staff' }

const subjectPlace = (row: string) => ({ table: 'questions', column: 'subject_sealed', row })

export const openSubject = (key: DataKey, { id, subjectSealed }: QuestionRecord): string =>
  unseal(key, subjectPlace(id), subjectSealed)

/** The questions that an actor answers or asked. The database's policies say the same again. */
export function inQuestionScope(actor: Actor): SQL | undefined {
  if (actor.kind === 'registrant') return eq(questions.registrantId, actor.id)
  const isTheirs = and(ne(questions.state, 'withdrawn'), sql`${questions.addressee} = ${addresseeOf(actor)}`)
  if (actor.kind === 'staff' && actor.role === 'communications') return isTheirs
  if (actor.kind === 'staff' && actor.role === 'officer' && actor.postId)
    return and(
      isTheirs,
      sql`exists (select from registrants r where r.id = questions.registrant_id and r.post_id = ${actor.postId})`
    )
  return sql`false`
}

const addresseeOf = (actor: Actor) => (actor.kind === 'staff' && actor.role === 'communications' ? 'institute' : 'post')

export interface QuestionValues {
  registrantId: string
  topic: string
  addressee: string
  country: string
  postId: string
  subject: string
}

/** Keeps a question without its texts. Returns its id. */
export async function insertQuestion(db: Db, key: DataKey, { subject, ...values }: QuestionValues, now: Date) {
  const id = createId(now.getTime())
  await db
    .insert(questions)
    .values({ id, ...values, subjectSealed: seal(key, subjectPlace(id), subject), createdAt: now })
  return id
}

/** What every view says of a question. */
export const factsOf = (row: QuestionRecord): Omit<MyQuestionRow, 'subject'> => ({
  id: row.id,
  topic: row.topic as MyQuestionRow['topic'],
  addressee: row.addressee as MyQuestionRow['addressee'],
  state: row.state as MyQuestionRow['state'],
  outcome: row.outcome as MyQuestionRow['outcome'],
  createdAt: row.createdAt.toISOString(),
  firstAnsweredAt: row.firstAnsweredAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null
})

/** One question in an actor's scope, locked when it is about to be changed. */
export async function findQuestion(db: Db, scope: SQL | undefined, id: string, { lock = false } = {}) {
  const query = db
    .select()
    .from(questions)
    .where(and(scope, eq(questions.id, id)))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

/** The questions of one person, newest first. */
export const listOwnQuestions = (db: Db, registrantId: string, limit: number) =>
  db
    .select()
    .from(questions)
    .where(eq(questions.registrantId, registrantId))
    .orderBy(desc(questions.createdAt))
    .limit(limit)

/** One page of the inbox: what waits longest comes first, what was closed last. */
export function listQuestions(
  db: Db,
  { actor, scope, show }: { actor: Staff; scope: SQL | undefined; show: QuestionView },
  after: Position | null,
  limit: number
): Promise<QuestionRecord[]> {
  const isClosed = show === 'closed'
  const position = after
    ? sql`(${questions.createdAt}, ${questions.id}) ${sql.raw(isClosed ? '<' : '>')} (${after.registeredAt}::timestamptz, ${after.id}::uuid)`
    : undefined
  const order = isClosed ? desc : asc
  return db
    .select()
    .from(questions)
    .where(
      and(
        scope,
        eq(questions.state, isClosed ? 'closed' : 'open'),
        show === 'mine' ? eq(questions.assignedTo, actor.id) : undefined,
        position
      )
    )
    .orderBy(order(questions.createdAt), order(questions.id))
    .limit(limit)
}

export const updateQuestion = (
  db: Db,
  id: string,
  changes: Partial<Pick<QuestionRecord, 'state' | 'outcome' | 'assignedTo' | 'firstAnsweredAt' | 'closedAt'>>
) => db.update(questions).set(changes).where(eq(questions.id, id))

/** How many wait, and how long the first answers since a moment took. */
export async function readFigures(db: Db, scope: SQL | undefined, since: Date) {
  const [waiting] = await db
    .select({ open: sql<number>`count(*)::int` })
    .from(questions)
    .where(and(scope, eq(questions.state, 'open')))
  const [answered] = await db
    .select({
      answered: sql<number>`count(*)::int`,
      medianSeconds: sql<number | null>`percentile_cont(0.5) within group (
        order by extract(epoch from ${questions.firstAnsweredAt} - ${questions.createdAt}))`
    })
    .from(questions)
    .where(and(scope, isNotNull(questions.firstAnsweredAt), gte(questions.firstAnsweredAt, since)))
  return { open: waiting!.open, ...answered! }
}
