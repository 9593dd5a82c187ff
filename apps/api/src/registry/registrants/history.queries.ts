import { and, desc, eq, sql } from 'drizzle-orm'
import type { HistoryEntry } from '@ponte/schema'
import { audit } from '../../db/records.table.ts'
import type { Db } from '../../db/transaction.ts'
import { posts } from '../../platform/posts/posts.table.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { helpers } from '../helpers/helpers.table.ts'

/** Who did what to a record, newest first. To the person, staff are named by their post. */
export async function listHistory(
  db: Db,
  registrantId: string,
  { nameStaff }: { nameStaff: boolean }
): Promise<HistoryEntry[]> {
  const rows = await db
    .select({
      id: audit.id,
      at: audit.at,
      action: audit.action,
      actorKind: audit.actorKind,
      fields: audit.fields,
      reason: audit.reason,
      staffName: staff.name,
      postName: posts.name,
      helperName: helpers.name
    })
    .from(audit)
    .leftJoin(staff, and(eq(audit.actorKind, 'staff'), eq(staff.id, audit.actorId)))
    .leftJoin(posts, eq(posts.id, sql`coalesce(${staff.postId}, ${audit.postId})`))
    .leftJoin(helpers, and(eq(audit.actorKind, 'helper'), eq(helpers.id, audit.actorId)))
    .where(eq(audit.subjectId, registrantId))
    .orderBy(desc(audit.id))
    .limit(500)
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    actorKind: row.actorKind as HistoryEntry['actorKind'],
    actorName: row.actorKind === 'staff' ? (nameStaff ? row.staffName : row.postName) : row.helperName,
    fields: row.fields,
    reason: row.reason
  }))
}
