import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'

/** Mail and SMS to be sent by the worker, at least once. Recipient and text are sealed. */
export const messages = pgTable(
  'messages',
  {
    id: uuid().primaryKey(),
    channel: text().notNull(),
    kind: text().notNull(),
    contentSealed: bytes().notNull(),
    state: text().notNull().default('queued'),
    attempts: integer().notNull().default(0),
    error: text(),
    createdAt: moment().notNull().defaultNow(),
    sentAt: moment()
  },
  (t) => [
    // What is still to be sent, among all that was: each look at the queue passes over nothing else.
    index('messages_waiting')
      .on(t.createdAt)
      .where(sql`${t.state} in ('queued', 'sending')`),
    index('messages_created').on(t.createdAt)
  ]
)
