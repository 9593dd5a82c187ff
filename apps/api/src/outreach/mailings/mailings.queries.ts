import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import {
  codesOf,
  recipientStates,
  type Input,
  type Mailing,
  type MailingState,
  type createMailing
} from '@ponte/schema'
import { mayApprove } from '../../approval.rules.ts'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { mailingRecipients, mailings } from './mailings.table.ts'

export type MailingRow = typeof mailings.$inferSelect

const emptyResults = () => Object.fromEntries(codesOf(recipientStates).map((state) => [state, 0])) as Mailing['results']

async function namesOf(db: Db, rows: MailingRow[]) {
  const ids = [...new Set(rows.flatMap((row) => [row.createdBy, row.proposedBy, row.approvedBy]))].filter(
    (id) => id !== null
  )
  if (ids.length === 0) return new Map<string, string>()
  const found = await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, ids))
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** How many messages of each mailing stand in which state. Read as the product itself: the rows name people. */
export async function countRecipients(db: Db, ids: string[]): Promise<Map<string, Mailing['results']>> {
  const results = new Map(ids.map((id) => [id, emptyResults()]))
  if (ids.length === 0) return results
  const rows = await db
    .select({ id: mailingRecipients.mailingId, state: mailingRecipients.state, count: sql<number>`count(*)::int` })
    .from(mailingRecipients)
    .where(inArray(mailingRecipients.mailingId, ids))
    .groupBy(mailingRecipients.mailingId, mailingRecipients.state)
  for (const { id, state, count } of rows) results.get(id)![state as keyof Mailing['results']] = count
  return results
}

/** Mailings as staff see them: names instead of ids, counts instead of people. */
export async function viewMailings(
  db: Db,
  rows: MailingRow[],
  results: Map<string, Mailing['results']>,
  staffId: string
): Promise<Mailing[]> {
  const names = await namesOf(db, rows)
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return rows.map((row) => ({
    id: row.id,
    campaignId: row.campaignId,
    announcementId: row.announcementId,
    name: row.name,
    purpose: row.purpose as Mailing['purpose'],
    countries: row.countries,
    pt: row.pt,
    en: row.en,
    state: row.state as MailingState,
    createdBy: nameOf(row.createdBy),
    proposedBy: nameOf(row.proposedBy),
    approvedBy: nameOf(row.approvedBy),
    mayApprove: mayApprove(staffId, row),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    results: results.get(row.id) ?? emptyResults(),
    version: row.version
  }))
}

/** All mailings, newest first. */
export const listMailings = (db: Db): Promise<MailingRow[]> =>
  db.select().from(mailings).orderBy(desc(mailings.createdAt), desc(mailings.id)).limit(500)

/** With `lock` nobody else changes it meanwhile; who gets it may be written down at the same time. */
export async function findMailing(db: Db, id: string, { lock = false } = {}): Promise<MailingRow | null> {
  const query = db.select().from(mailings).where(eq(mailings.id, id))
  const [row] = await (lock ? query.for('no key update') : query)
  return row ?? null
}

export async function insertMailing(
  db: Db,
  values: Input<typeof createMailing>['body'] & { announcementId?: string },
  createdBy: string
): Promise<string> {
  const id = createId()
  await db.insert(mailings).values({ id, ...values, createdBy, editors: [createdBy] })
  return id
}

/** Changes a mailing that still has this version. */
export async function updateMailing(
  db: Db,
  id: string,
  version: number,
  changes: Partial<typeof mailings.$inferInsert>
): Promise<boolean> {
  const { rowCount } = await db
    .update(mailings)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(mailings.id, id), eq(mailings.version, version)))
  return rowCount === 1
}

/** The approved mailings of which it is not written down yet who gets them. */
export const listUnfilled = (db: Db): Promise<MailingRow[]> =>
  db
    .select()
    .from(mailings)
    .where(and(eq(mailings.state, 'sending'), isNull(mailings.filledAt)))
    .orderBy(mailings.startedAt)

/** Marks that it is written down who gets a mailing; false where it was stopped meanwhile. */
export async function markFilled(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db
    .update(mailings)
    .set({ filledAt: sql`now()` })
    .where(and(eq(mailings.id, id), eq(mailings.state, 'sending')))
  return rowCount === 1
}

/** Whether a mailing was made from an announcement that has not left yet. */
export const hasWaitingMailing = async (db: Db, announcementId: string): Promise<boolean> =>
  (await db.$count(
    mailings,
    and(eq(mailings.announcementId, announcementId), inArray(mailings.state, ['draft', 'proposed']))
  )) > 0
