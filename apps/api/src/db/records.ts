import type { Actor } from './actor.ts'
import { createId } from './id.ts'
import { audit, auditLists, domainEvents, versions } from './records.table.ts'
import { seal, unseal, type DataKey } from './sealing.ts'
import type { Db } from './transaction.ts'

/** Things that happened, by name. Later wings and webhooks read them. */
export type EventType =
  | 'registrant.registered'
  | 'registrant.confirmed'
  | 'registrant.changed'
  | 'registrant.affirmed'
  | 'registrant.stateChanged'
  | 'registrant.consentChanged'
  | 'registrant.erased'
  | 'staff.changed'
  | 'post.changed'
  | 'helper.changed'

/** Writes what happened, by ids only. */
export const writeEvent = (
  db: Db,
  type: EventType,
  subjectId: string,
  data: Record<string, string | number | boolean> = {}
) => db.insert(domainEvents).values({ id: createId(), type, subjectId, data })

export interface AuditEntry {
  /** Given where other rows name it. */
  id?: string
  action: string
  subjectId?: string | null
  postId?: string | null
  fields?: string[]
  count?: number
  reason?: string
  requestId?: string
}

/** Writes who did what, without values. The worker chains the rows within a second. */
export const writeAudit = (
  db: Db,
  actor: Actor,
  { id = createId(), action, subjectId, postId, fields = [], count, reason, requestId }: AuditEntry
) =>
  db.insert(audit).values({
    id,
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    action,
    subjectId: subjectId ?? null,
    postId: postId ?? (actor.kind === 'staff' ? actor.postId : null),
    fields,
    count: count ?? null,
    reason: reason ?? null,
    requestId: requestId ?? null
  })

/** Notes whom an act concerned, one page of them, so that each can read of it. */
export const writeAuditList = (db: Db, auditId: string, page: number, subjectIds: string[]) =>
  db.insert(auditLists).values({ auditId, page, subjectIds })

const place = (recordId: string, version: number) => ({
  table: 'versions',
  column: 'old_sealed',
  row: `${recordId}/${version}`
})

/** Keeps the old values of a record, sealed with the person's key. `version` is the one that they had. */
export const writeVersion = (
  db: Db,
  actor: Actor,
  key: DataKey,
  recordId: string,
  version: number,
  old: Record<string, unknown>
) =>
  db.insert(versions).values({
    recordId,
    version,
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    oldSealed: seal(key, place(recordId, version), old)
  })

/** Opens the old values of one version. */
export const openVersion = (key: DataKey, recordId: string, version: number, sealed: Buffer): Record<string, unknown> =>
  unseal(key, place(recordId, version), sealed)
