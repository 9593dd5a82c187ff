import type { SQL } from 'drizzle-orm'
import { isWebhookEvent } from '@ponte/schema'
import type { Actor } from './actor.ts'
import { createId } from './id.ts'
import { audit, auditLists, domainEvents, versions } from './records.table.ts'
import { seal, unseal, type DataKey } from './sealing.ts'
import { parts, type Db } from './transaction.ts'
import { insertRow } from './turns.ts'

/** Things that happened, by name. Later wings and webhooks read them. */
export type EventType =
  | 'registrant.registered'
  | 'registrant.confirmed'
  | 'registrant.changed'
  | 'registrant.affirmed'
  | 'registrant.stateChanged'
  | 'registrant.consentChanged'
  | 'registrant.erased'
  | 'registrant.postChanged'
  | 'registrant.removed'
  | 'registrant.cameOfAge'
  | 'staff.changed'
  | 'post.changed'
  | 'client.changed'
  | 'webhook.changed'
  | 'helper.changed'
  | 'chargeReport.created'
  | 'chargeReport.handled'
  | 'chargeReport.removed'
  | 'campaign.changed'
  | 'campaign.finished'
  | 'mailing.changed'
  | 'mailing.finished'
  | 'question.asked'
  | 'question.answered'
  | 'question.changed'
  | 'answer.changed'
  | 'announcement.changed'
  | 'commitment.changed'
  | 'thread.changed'
  | 'alert.proposed'
  | 'alert.declared'
  | 'alert.answered'
  | 'alert.handled'
  | 'alert.dropped'
  | 'alert.ended'
  | 'decision.made'
  | 'seat.changed'
  | 'mandate.changed'
  | 'meeting.created'
  | 'meeting.changed'
  | 'meeting.called'
  | 'meeting.cancelled'
  | 'meeting.held'
  | 'paper.added'
  | 'paper.removed'
  | 'attendance.changed'
  | 'minutes.begun'
  | 'minutes.changed'
  | 'minutes.approved'
  | 'decision.changed'
  | 'evidence.cited'
  | 'action.created'
  | 'action.changed'
  | 'action.reminded'
  | 'opportunity.changed'
  | 'application.changed'
  | 'outcome.asked'
  | 'outcome.recorded'
  | 'tour.changed'
  | 'tourNote.changed'
  | 'lesson.changed'
  | 'recommendation.changed'
  | 'strategy.changed'
  | 'strategy.submitted'
  | 'strategy.approved'
  | 'framework.changed'
  | 'activity.changed'
  | 'indicator.changed'
  | 'indicator.measured'

/** Writes what happened, by ids only. What webhooks are told of is marked, and the mark is gone when they are. */
export const writeEvent = (
  db: Db,
  type: EventType,
  subjectId: string,
  data: Record<string, string | number | boolean> = {}
) => insertRow(db, domainEvents, { id: createId(), type, subjectId, data, untold: isWebhookEvent(type) })

/** Why somebody did something, in their own words, with the key of the person whom it is about, or of the audit. */
export interface Reason {
  key: DataKey
  text: string
}

/** A reason where there is one: who acts for themselves need not say why. */
export const reasonOf = (key: DataKey, text: string | undefined): Reason | undefined =>
  text === undefined ? undefined : { key, text }

/** Staff may name somebody in a reason, so it is sealed: erasing the person's key takes it along, and the chain stays whole. */
const SEALED_REASON = 'sealed:'
const reasonPlace = (auditId: string) => ({ table: 'audit', column: 'reason', row: auditId })
const sealReason = (auditId: string, { key, text }: Reason) =>
  SEALED_REASON + seal(key, reasonPlace(auditId), text).toString('base64url')

/** Opens the reason of one audit row. */
export const openReason = (key: DataKey, auditId: string, stored: string | null): string | null =>
  stored?.startsWith(SEALED_REASON)
    ? unseal(key, reasonPlace(auditId), Buffer.from(stored.slice(SEALED_REASON.length), 'base64url'))
    : stored

export interface AuditEntry {
  /** Given where other rows name it. */
  id?: string
  action: string
  subjectId?: string | null
  postId?: string | null
  fields?: string[]
  count?: number
  reason?: Reason | undefined
  requestId?: string
}

/** Who did something, as the audit names them. */
interface Doer {
  kind: Actor['kind']
  id?: string
  postId?: string | null
}

const auditRow = (
  actor: Doer,
  { id = createId(), action, subjectId, postId, fields = [], count, reason, requestId }: AuditEntry
) => ({
  id,
  actorKind: actor.kind,
  actorId: actor.id ?? null,
  action,
  subjectId: subjectId ?? null,
  postId: postId ?? actor.postId ?? null,
  fields,
  count: count ?? null,
  reason: reason ? sealReason(id, reason) : null,
  requestId: requestId ?? null
})

/** Writes who did what, without values. The worker chains the rows within a second. */
export const writeAudit = (db: Db, actor: Doer, entry: AuditEntry): Promise<void> =>
  insertRow(db, audit, auditRow(actor, entry))

/** The same as a part of a statement, which may know better what was done and to how many. */
export const auditPart = (
  actor: Doer,
  { action, count, ...entry }: Omit<AuditEntry, 'action' | 'count'> & { action: SQL; count: SQL }
) => parts.insert(audit).values({ ...auditRow(actor, { ...entry, action: '' }), action, count })

/** Notes whom an act concerned, one page of them, so that each can read of it. */
export const writeAuditList = (db: Db, auditId: string, page: number, subjectIds: string[]) =>
  db.insert(auditLists).values({ auditId, page, subjectIds })

const PEOPLE_PER_LIST = 2000

/** The same of more people than are held in memory: `next` gives who comes after an id, in order. */
export async function writeAuditLists(
  db: Db,
  auditId: string,
  next: (after: string, limit: number) => Promise<string[]>
): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let page = 0; ; page++) {
    const ids = await next(after, PEOPLE_PER_LIST)
    if (ids.length === 0) return
    await writeAuditList(db, auditId, page, ids)
    after = ids.at(-1)!
  }
}

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
