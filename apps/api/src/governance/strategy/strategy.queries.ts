import { and, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { StrategyState, StrategyVersion } from '@ponte/schema'
import { mayApprove } from '../../approval.rules.ts'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { decisions } from '../decisions/decisions.table.ts'
import { strategyVersions } from './strategy.table.ts'

export type StrategyRow = typeof strategyVersions.$inferSelect

const submitter = alias(staff, 'submitter')
const approver = alias(staff, 'approver')
const VERSIONS_MAX = 200

/** Versions of the strategy, newest first, or one of them, as a member of staff sees them. */
export async function listStrategyVersions(db: Db, staffId: string | null, id?: string): Promise<StrategyVersion[]> {
  const rows = await db
    .select({
      row: strategyVersions,
      submittedBy: submitter.name,
      approvedBy: approver.name,
      decision: { id: decisions.id, number: decisions.number, year: decisions.year }
    })
    .from(strategyVersions)
    .leftJoin(submitter, eq(submitter.id, strategyVersions.submittedBy))
    .leftJoin(approver, eq(approver.id, strategyVersions.approvedBy))
    .leftJoin(decisions, eq(decisions.id, strategyVersions.decisionId))
    .where(id ? eq(strategyVersions.id, id) : undefined)
    .orderBy(desc(strategyVersions.number))
    .limit(VERSIONS_MAX)
  return rows.map(({ row, submittedBy, approvedBy, decision }) => ({
    id: row.id,
    number: row.number,
    state: row.state as StrategyState,
    chapters: row.chapters,
    submittedBy,
    mayApprove: staffId !== null && mayApprove(staffId, { ...row, proposedBy: row.submittedBy }),
    approvedBy,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    decision,
    createdAt: row.createdAt.toISOString(),
    version: row.version
  }))
}

/** One version, locked: it is about to be changed. */
export async function lockStrategy(db: Db, id: string): Promise<StrategyRow | null> {
  const one = () => db.select().from(strategyVersions).where(eq(strategyVersions.id, id))
  // The database locks no approved version: it is not to be changed, so it is read as it is.
  return (await one().for('update'))[0] ?? (await one())[0] ?? null
}

export async function insertStrategy(
  db: Db,
  values: Pick<StrategyRow, 'number' | 'chapters'>,
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(strategyVersions).values({ id, ...values, createdAt: now })
  return id
}

/** Changes a version if it is still as it was read. The database refuses it for an approved one. */
export async function updateStrategy(
  db: Db,
  id: string,
  version: number,
  changes: Partial<StrategyRow>
): Promise<boolean> {
  const { rowCount } = await db
    .update(strategyVersions)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(strategyVersions.id, id), eq(strategyVersions.version, version)))
  return rowCount === 1
}
