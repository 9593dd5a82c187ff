import { desc, eq, sql } from 'drizzle-orm'
import { createId } from '../../db/id.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { inTurn, insertRow } from '../../db/turns.ts'
import type { Keys } from '../../keys.ts'
import type { Services } from '../../services.ts'
import { messages } from './messages.table.ts'

export interface Message {
  channel: 'email' | 'sms'
  kind: 'code' | 'invitation' | 'notice' | 'meeting' | 'reminder' | 'alert'
  to: string
  subject: string
  text: string
  /** An entry for the reader's calendar, in mail only (RFC 6047). */
  calendar?: MessageCalendar
}
export interface MessageCalendar {
  method: 'REQUEST' | 'CANCEL'
  content: string
}
type Content = Pick<Message, 'to' | 'subject' | 'text' | 'calendar'>

const place = (row: string) => ({ table: 'messages', column: 'content_sealed', row })

/** Name of the notification that wakes the worker. */
export const MESSAGES_CHANNEL = 'ponte_messages'

const wakeWorker = inTurn(async (db, callers: null[]) => {
  await db.execute(sql`select pg_notify(${MESSAGES_CHANNEL}, '')`)
  return callers
})

/**
 * Queues a message in the caller's transaction; the worker sends it after commit. `void` writes the same row but is
 * never sent: an unknown contact must cost the same time as a known one.
 */
export async function queueMessage(
  db: Db,
  { keys, now }: Pick<Services, 'keys' | 'now'>,
  message: Message,
  state: 'queued' | 'void' = 'queued'
) {
  const id = createId(now().getTime())
  const { to, subject, text, calendar } = message
  const content: Content = { to, subject, text, ...(calendar ? { calendar } : {}) }
  const queued = insertRow(db, messages, {
    id,
    channel: message.channel,
    kind: message.kind,
    state,
    contentSealed: seal(classKey(keys, 'messages'), place(id), content)
  })
  await Promise.all([queued, wakeWorker(db, null)])
  return id
}

/** Puts a message that left by another way into the outbox of a development server, where there is no mail to look at. */
export async function recordForOutbox(db: Db, { keys, now }: Pick<Services, 'keys' | 'now'>, content: Content) {
  const id = createId(now().getTime())
  const { to, subject, text } = content
  await db.insert(messages).values({
    id,
    channel: 'email',
    kind: 'notice',
    state: 'sent',
    contentSealed: seal(classKey(keys, 'messages'), place(id), { to, subject, text })
  })
}

export const openContent = (keys: Keys, id: string, sealed: Buffer): Content =>
  unseal<Content>(classKey(keys, 'messages'), place(id), sealed)

/** The newest messages, for the outbox of a development server. */
export async function listOutbox(db: Db, keys: Keys) {
  const rows = await db
    .select()
    .from(messages)
    .where(sql`${messages.state} <> 'void'`)
    .orderBy(desc(messages.createdAt))
    .limit(50)
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel as Message['channel'],
    ...openContent(keys, row.id, row.contentSealed),
    at: row.createdAt.toISOString()
  }))
}

/** Claims the next messages to send, one for each sender that is free, for a minute by the database's clock. */
export async function claimMessages(db: Db, count: number) {
  const { rows } = await db.execute<{
    id: string
    channel: Message['channel']
    kind: Message['kind']
    content_sealed: Buffer
    attempts: number
  }>(sql`
    with due as materialized (
      select id from messages
      where state in ('queued', 'sending') and (
        (state = 'queued' and (attempts = 0 or sent_at < now() - least(3600, 5 * 2 ^ attempts) * interval '1 second'))
        or (state = 'sending' and sent_at < now() - interval '60 seconds'))
      order by created_at limit ${count} for update skip locked)
    update messages m set state = 'sending', attempts = attempts + 1, sent_at = now()
    from due where m.id = due.id
    returning m.id, channel, kind, content_sealed, attempts`)
  return rows
}

export const recordSent = (db: Db, ids: string[]) =>
  db
    .update(messages)
    .set({ state: 'sent', sentAt: sql`now()`, error: null })
    .where(sql`${messages.id} = any(${sql.param(ids)}::uuid[])`)

/** What is of no use late: a code is good for minutes, and an alert is then to be brought another way. */
const URGENT: readonly Message['kind'][] = ['code', 'alert']
/** With growing pauses eight tries take twenty minutes, and 56 two days. */
const TRIES_MAX = { few: 8, many: 56 }

/** A failed attempt: tried again with growing pauses. An outage of two days loses nothing that is of use afterwards. */
export const recordFailure = (
  db: Db,
  { id, kind, attempts }: { id: string; kind: Message['kind']; attempts: number },
  { error, isForGood }: { error: string; isForGood: boolean }
) => {
  const triesMax = isForGood || URGENT.includes(kind) ? TRIES_MAX.few : TRIES_MAX.many
  return (
    db
      .update(messages)
      // The pause begins here: a mail server that kept the sender waiting would otherwise be asked again at once.
      .set({ state: attempts >= triesMax ? 'failed' : 'queued', sentAt: sql`now()`, error: error.slice(0, 200) })
      .where(eq(messages.id, id))
  )
}
