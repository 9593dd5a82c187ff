import crypto from 'node:crypto'
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { WEBHOOK_TEST, isDaily, type Delivery, type WebhookEventType } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { FAILING_DAYS_MAX, pauseAfter } from './webhooks.rules.ts'
import type { Attempt } from './webhooks.sender.ts'
import { webhookDeliveries } from './webhooks.table.ts'

/** Longer than an attempt may take, so that nobody else sends what is being sent. */
const CLAIM_SECONDS = 60
const EVENTS_AT_ONCE = 200

type Row = typeof webhookDeliveries.$inferSelect
const toDelivery = (row: Row): Delivery => ({
  id: row.id,
  type: row.type as Delivery['type'],
  messageId: row.messageId,
  state: row.state as Delivery['state'],
  attempts: row.attempts,
  createdAt: row.createdAt.toISOString(),
  nextAttemptAt: row.state === 'waiting' ? (row.nextAttemptAt?.toISOString() ?? null) : null,
  lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
  responseStatus: row.responseStatus,
  problem: row.problem as Delivery['problem'],
  durationMs: row.durationMs
})

/** The messages to a webhook, newest first, from before one of them. */
export async function listDeliveries(
  db: Db,
  webhookId: string,
  before: string | null,
  limit: number
): Promise<Delivery[]> {
  const rows = await db
    .select()
    .from(webhookDeliveries)
    .where(
      and(eq(webhookDeliveries.webhookId, webhookId), before === null ? undefined : lt(webhookDeliveries.id, before))
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit)
  return rows.map(toDelivery)
}

/** Takes up to so many events that webhooks are yet to be told of, and takes their mark off. */
export async function takeUntoldEvents(db: Db) {
  const { rows } = await db.execute<{ id: string; type: WebhookEventType; subject_id: string; at: string }>(sql`
    update domain_events set untold = false
    where id in (select id from domain_events where untold order by id limit ${EVENTS_AT_ONCE} for update skip locked)
    returning id, type, subject_id, at::text`)
  return rows
}

/** Queues one event for all webhooks that want to know of it. What is told once a day is queued once a day. */
export async function insertDeliveries(
  db: Db,
  { id, type, subject_id: subjectId, at }: { id: string; type: WebhookEventType; subject_id: string; at: string }
): Promise<void> {
  const { rows: wanting } = await db.execute<{ id: string }>(
    sql`select id from webhooks where enabled and ${type} = any(types)`
  )
  const midnight = sql`(date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + interval '1 day')`
  for (const webhook of wanting) {
    // Neither the id of the event nor that of the person, and nothing that holds the time of either: a fresh one.
    const anonymous = crypto.randomUUID()
    const about = isDaily(type) ? sql`${type} || ' ' || to_char(now() at time zone 'UTC', 'YYYY-MM-DD')` : sql`${id}`
    const [messageId, dataId] = isDaily(type) ? [anonymous, anonymous] : [id, subjectId]
    const occurredAt = isDaily(type) ? midnight : sql`${at}::timestamptz`
    const due = isDaily(type) ? midnight : sql`now()`
    await db.execute(sql`
      insert into webhook_deliveries (id, webhook_id, about, type, message_id, data_id, occurred_at, next_attempt_at)
      values (${createId()}, ${webhook.id}, ${about}, ${type}, ${messageId}, ${dataId}, ${occurredAt}, ${due})
      on conflict (webhook_id, about) do nothing`)
  }
}

/** Queues a message for one webhook that says only that it is a test. */
export async function insertTest(db: Db, webhookId: string): Promise<Delivery> {
  const id = createId()
  const [row] = await db
    .insert(webhookDeliveries)
    .values({
      id,
      webhookId,
      about: `test ${id}`,
      type: WEBHOOK_TEST,
      messageId: id,
      dataId: id,
      occurredAt: sql`now()`,
      nextAttemptAt: sql`now()`
    })
    .returning()
  return toDelivery(row!)
}

/** Puts a message back to the beginning, whatever became of it. One that is being sent is left alone. */
export async function requeueDelivery(db: Db, webhookId: string, id: string): Promise<Delivery | null> {
  const [row] = await db
    .update(webhookDeliveries)
    .set({ state: 'waiting', attempts: 0, nextAttemptAt: sql`now()`, claimedUntil: null })
    .where(
      and(
        eq(webhookDeliveries.id, id),
        eq(webhookDeliveries.webhookId, webhookId),
        sql`(${webhookDeliveries.state} <> 'sending' or ${webhookDeliveries.claimedUntil} < now())`
      )
    )
    .returning()
  return row ? toDelivery(row) : null
}

/** One message to a webhook. */
export async function findDelivery(db: Db, webhookId: string, id: string): Promise<Delivery | null> {
  const [row] = await db
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.webhookId, webhookId)))
  return row ? toDelivery(row) : null
}

export interface ClaimedDelivery extends Record<string, unknown> {
  id: string
  webhook_id: string
  type: string
  message_id: string
  data_id: string
  occurred_at: string
  attempts: number
  url_sealed: Buffer
  secret_sealed: Buffer
  previous_secret_sealed: Buffer | null
  now_seconds: number
}

/**
 * Claims the next message that is due, for a minute by the database's clock. A webhook has one message on its way at a
 * time: a slow receiver holds up nobody but itself.
 */
export async function claimDelivery(db: Db): Promise<ClaimedDelivery | undefined> {
  const { rows } = await db.execute<ClaimedDelivery>(sql`
    update webhook_deliveries d
       set state = 'sending', attempts = d.attempts + 1, last_attempt_at = now(),
           claimed_until = now() + ${`${CLAIM_SECONDS} seconds`}::interval
      from webhooks w
     where w.id = d.webhook_id and d.id = (
       select due.id from webhook_deliveries due join webhooks hook on hook.id = due.webhook_id
        where hook.enabled
          and ((due.state = 'waiting' and due.next_attempt_at <= now())
            or (due.state = 'sending' and due.claimed_until < now()))
          and not exists (select from webhook_deliveries other
                           where other.webhook_id = due.webhook_id and other.state = 'sending' and other.claimed_until >= now())
        order by due.next_attempt_at, due.id limit 1 for update of due, hook skip locked)
    returning d.id, d.webhook_id, d.type, d.message_id, d.data_id, d.occurred_at::text, d.attempts, w.url_sealed,
              w.secret_sealed, extract(epoch from now())::int as now_seconds,
              case when w.previous_secret_until > now() then w.previous_secret_sealed end as previous_secret_sealed`)
  return rows[0]
}

/** A message arrived: it is done, and its webhook is well. */
export async function recordDelivered(db: Db, claimed: ClaimedDelivery, attempt: Attempt, durationMs: number) {
  await db.execute(sql`
    update webhook_deliveries set state = 'delivered', claimed_until = null, next_attempt_at = null,
           response_status = ${attempt.status}, problem = null, duration_ms = ${durationMs}
     where id = ${claimed.id}`)
  await db.execute(sql`
    update webhooks set failing_since = null where id = ${claimed.webhook_id} and failing_since is not null`)
}

/** A message did not arrive: it waits for its next attempt, or failed for good. Says whether its webhook was switched off. */
export async function recordFailure(
  db: Db,
  claimed: ClaimedDelivery,
  attempt: Attempt,
  durationMs: number
): Promise<'failing' | 'gone' | null> {
  const isGone = attempt.status === 410
  const pause = isGone ? null : pauseAfter(claimed.attempts)
  await db.execute(sql`
    update webhook_deliveries
       set state = ${pause === null ? 'failed' : 'waiting'}, claimed_until = null, response_status = ${attempt.status},
           problem = ${attempt.problem}, duration_ms = ${durationMs},
           next_attempt_at = ${pause === null ? null : sql`now() + ${`${pause} seconds`}::interval`}
     where id = ${claimed.id}`)
  const { rows } = await db.execute<{ enabled: boolean; reason: 'failing' | 'gone' | null }>(sql`
    with old as (
      select id, ${isGone}::boolean as gone,
             coalesce(failing_since < now() - ${`${FAILING_DAYS_MAX} days`}::interval, false) as failing
        from webhooks where id = ${claimed.webhook_id} for update)
    update webhooks w
       set failing_since = coalesce(w.failing_since, now()),
           enabled = w.enabled and not (old.gone or old.failing),
           disabled_reason = case when not w.enabled then w.disabled_reason when old.gone then 'gone' when old.failing then 'failing' end,
           disabled_at = case when not w.enabled then w.disabled_at when old.gone or old.failing then now() end,
           version = w.version + case when w.enabled and (old.gone or old.failing) then 1 else 0 end
      from old where w.id = old.id
    returning w.enabled, case when old.gone then 'gone' when old.failing then 'failing' end as reason`)
  return rows[0]?.reason ?? null
}

/** Removes messages that are done with and older than a moment. */
export const removeDeliveries = (db: Db, before: Date) =>
  db
    .delete(webhookDeliveries)
    .where(
      sql`${webhookDeliveries.state} in ('delivered', 'failed') and ${webhookDeliveries.createdAt} < ${before.toISOString()}`
    )
