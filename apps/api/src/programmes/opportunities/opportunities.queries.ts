import { and, asc, desc, eq, gte, sql } from 'drizzle-orm'
import type { Opportunity, OpportunityBody, OpportunityKind, OpportunityState, PublicOpportunity } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { invitationsLeft } from '../applications/applications.rules.ts'
import { isLive } from '../applications/applications.queries.ts'
import { opportunities } from './opportunities.table.ts'

export type OpportunityRecord = typeof opportunities.$inferSelect

/** What everybody may read. */
export const viewPublic = (row: OpportunityRecord): PublicOpportunity => {
  const { createdBy: _by, createdAt: _at, version: _version, state: _state, ...shown } = row
  return shown as PublicOpportunity
}

const isOpen = (today: string) => and(eq(opportunities.state, 'open'), gte(opportunities.closesOn, today))

/** Open opportunities, those that close first on top. */
export const listOpen = (db: Db, today: string, kind?: OpportunityKind): Promise<OpportunityRecord[]> =>
  db
    .select()
    .from(opportunities)
    .where(and(isOpen(today), kind ? eq(opportunities.kind, kind) : undefined))
    .orderBy(asc(opportunities.closesOn), asc(opportunities.id))
    .limit(200)

/** One that is open today. */
export async function findOpen(db: Db, today: string, id: string): Promise<OpportunityRecord | null> {
  const [row] = await db
    .select()
    .from(opportunities)
    .where(and(eq(opportunities.id, id), isOpen(today)))
  return row ?? null
}

/** One opportunity; locked where its places are about to be counted. */
export async function findOpportunity(db: Db, id: string, { lock = false } = {}): Promise<OpportunityRecord | null> {
  const query = db.select().from(opportunities).where(eq(opportunities.id, id))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

const count = (state: string) =>
  sql<number>`(select count(*)::int from applications
    where applications.opportunity_id = opportunities.id and applications.state = ${state} and ${isLive})`

const columns = {
  row: opportunities,
  invited: count('invited'),
  interested: count('interested'),
  shortlisted: count('shortlisted'),
  waiting: count('waiting'),
  placed: count('placed'),
  declined: count('declined'),
  asked: sql<number>`(select count(*)::int from applications
    where applications.opportunity_id = opportunities.id and applications.invited_by is not null)`
}

/** Opportunities with how many people stand where, newest first. Counted as the product: an administrator sees no people. */
export async function listWithCounts(db: Db, id?: string): Promise<Opportunity[]> {
  const rows = await db
    .select(columns)
    .from(opportunities)
    .where(id ? eq(opportunities.id, id) : undefined)
    .orderBy(desc(opportunities.createdAt), desc(opportunities.id))
    .limit(500)
  return rows.map(({ row, asked, ...counts }) => ({
    ...viewPublic(row),
    state: row.state as OpportunityState,
    counts,
    invitationsLeft: invitationsLeft(row.places, asked),
    createdAt: row.createdAt.toISOString(),
    version: row.version
  }))
}

/** Keeps a draft. Returns its id. */
export async function insertOpportunity(db: Db, values: OpportunityBody, createdBy: string, now: Date) {
  const id = createId(now.getTime())
  await db.insert(opportunities).values({ id, ...values, createdBy, createdAt: now })
  return id
}

/** Changes an opportunity if its version is still the given one. */
export async function updateOpportunity(
  db: Db,
  id: string,
  version: number,
  changes: Partial<Omit<OpportunityRecord, 'id' | 'version'>>
): Promise<boolean> {
  const { rowCount } = await db
    .update(opportunities)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(opportunities.id, id), eq(opportunities.version, version)))
  return rowCount === 1
}
