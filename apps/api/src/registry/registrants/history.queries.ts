import { and, arrayContains, desc, eq, gte, inArray, lte, or, sql } from 'drizzle-orm'
import type { HistoryEntry } from '@ponte/schema'
import { audit, auditLists, SHORT_LIST } from '../../db/records.table.ts'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { openReason } from '../../db/records.ts'
import { auditKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { posts } from '../../platform/posts/posts.table.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { findRegistrantKey } from './registrantKeys.queries.ts'
import { helpers } from '../helpers/helpers.table.ts'

/** Said as the indexes say it. */
const people = sql`cardinality(${auditLists.subjectIds})`
const limit = sql.raw(String(SHORT_LIST))

/** Acts on many people at once, such as an export, that this person was in. The product reads these: they name others too. */
const listActsOn = (db: Db, actor: Actor, registrantId: string) =>
  asSystem(db, actor, 'history', async () =>
    (
      await db
        .selectDistinct({ id: auditLists.auditId })
        .from(auditLists)
        .where(
          or(
            and(sql`${people} <= ${limit}`, arrayContains(auditLists.subjectIds, [registrantId])),
            and(
              sql`${people} > ${limit}`,
              lte(auditLists.firstId, registrantId),
              gte(auditLists.lastId, registrantId),
              sql`${registrantId}::uuid = any(${auditLists.subjectIds})`
            )
          )
        )
        .orderBy(desc(auditLists.auditId))
        .limit(500)
    ).map(({ id }) => id)
  )

/** Who did what to a record, newest first. To the person, staff are named by their post. The record is the actor's to read. */
export async function listHistory(
  db: Db,
  keys: Keys,
  actor: Actor,
  registrantId: string,
  { nameStaff }: { nameStaff: boolean }
): Promise<HistoryEntry[]> {
  const key = (await findRegistrantKey(db, keys, registrantId))!
  const together = await listActsOn(db, actor, registrantId)
  const rows = await asSystem(db, actor, 'history', () =>
    db
      .select({
        id: audit.id,
        at: audit.at,
        action: audit.action,
        subjectId: audit.subjectId,
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
      .where(or(eq(audit.subjectId, registrantId), inArray(audit.id, together)))
      .orderBy(desc(audit.id))
      .limit(500)
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    actorKind: row.actorKind as HistoryEntry['actorKind'],
    actorName: row.actorKind === 'staff' ? (nameStaff ? row.staffName : row.postName) : row.helperName,
    fields: row.fields,
    reason: openReason(row.subjectId ? key : auditKey(keys), row.id, row.reason)
  }))
}
