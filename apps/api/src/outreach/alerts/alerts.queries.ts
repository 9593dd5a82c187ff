import { desc, eq, inArray } from 'drizzle-orm'
import type { Alert, AlertBoard, AlertState } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { posts } from '../../platform/posts/posts.table.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { alerts } from './alerts.table.ts'

export type AlertRow = typeof alerts.$inferSelect
type AlertValues = Pick<AlertRow, 'country' | 'area' | 'city' | 'postId' | 'pt' | 'en' | 'proposedBy'>

/** Keeps a proposed alert. Returns its id. */
export async function insertAlert(db: Db, values: AlertValues, now: Date): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(alerts).values({ id, ...values, createdAt: now })
  return id
}

export const listAlerts = (db: Db, limit: number): Promise<AlertRow[]> =>
  db.select().from(alerts).orderBy(desc(alerts.createdAt), desc(alerts.id)).limit(limit)

export async function findAlert(db: Db, id: string, { lock = false } = {}): Promise<AlertRow | null> {
  const query = db.select().from(alerts).where(eq(alerts.id, id))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

export const findAlerts = (db: Db, ids: string[]): Promise<AlertRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : db.select().from(alerts).where(inArray(alerts.id, ids))

export const updateAlert = (
  db: Db,
  id: string,
  changes: Partial<Pick<AlertRow, 'state' | 'declaredBy' | 'declaredAt' | 'endedAt'>>
) => db.update(alerts).set(changes).where(eq(alerts.id, id))

/** Alerts as staff see them: names instead of ids, counts instead of people. */
export async function viewAlerts(
  db: Db,
  rows: AlertRow[],
  {
    viewOf,
    now
  }: {
    viewOf: (row: AlertRow) => Pick<Alert, 'mayDeclare' | 'mayCallOff'> & { board: Omit<AlertBoard, 'at'> }
    now: Date
  }
): Promise<Alert[]> {
  if (rows.length === 0) return []
  const staffIds = [...new Set(rows.flatMap((row) => [row.proposedBy, row.declaredBy ?? []].flat()))]
  const postIds = [...new Set(rows.flatMap((row) => row.postId ?? []))]
  const people = await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, staffIds))
  const places = postIds.length
    ? await db.select({ id: posts.id, name: posts.name }).from(posts).where(inArray(posts.id, postIds))
    : []
  const nameOf = (id: string | null) => people.find((member) => member.id === id)?.name ?? null
  return rows.map((row) => {
    const { board, ...rights } = viewOf(row)
    return {
      id: row.id,
      country: row.country,
      area: row.area,
      city: row.city,
      post: places.find((post) => post.id === row.postId) ?? null,
      pt: row.pt,
      en: row.en,
      state: row.state as AlertState,
      proposedBy: nameOf(row.proposedBy),
      declaredBy: nameOf(row.declaredBy),
      ...rights,
      createdAt: row.createdAt.toISOString(),
      declaredAt: row.declaredAt?.toISOString() ?? null,
      endedAt: row.endedAt?.toISOString() ?? null,
      board: { ...board, at: now.toISOString() }
    }
  })
}
