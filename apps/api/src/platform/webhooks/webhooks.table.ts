import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'

/** An address of another system that is told what happened. The address is sealed too: it often holds a secret. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid().primaryKey(),
    urlSealed: bytes().notNull(),
    description: text().notNull(),
    types: text().array().notNull(),
    enabled: boolean().notNull().default(true),
    disabledReason: text(),
    disabledAt: moment(),
    /** The first failure since something arrived. */
    failingSince: moment(),
    secretSealed: bytes().notNull(),
    previousSecretSealed: bytes(),
    previousSecretUntil: moment(),
    createdBy: uuid(),
    createdAt: moment().notNull().defaultNow(),
    version: integer().notNull().default(1)
  },
  (t) => [check('webhooks_disabled_whole', sql`${t.enabled} = (${t.disabledReason} is null)`)]
)

/** A message to one webhook. Times are the database's own: workers on several machines agree on whose turn it is. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid().primaryKey(),
    webhookId: uuid()
      .notNull()
      .references(() => webhooks.id),
    /** What makes a second delivery of the same impossible: the event, or the day. */
    about: text().notNull(),
    type: text().notNull(),
    messageId: uuid().notNull(),
    dataId: uuid().notNull(),
    occurredAt: moment().notNull(),
    state: text().notNull().default('waiting'),
    attempts: smallint().notNull().default(0),
    createdAt: moment().notNull().defaultNow(),
    nextAttemptAt: moment(),
    /** Whoever is sending has it to itself until then; after that, it is anybody's. */
    claimedUntil: moment(),
    lastAttemptAt: moment(),
    responseStatus: smallint(),
    problem: text(),
    durationMs: integer()
  },
  (t) => [
    uniqueIndex('webhook_deliveries_about_key').on(t.webhookId, t.about),
    index('webhook_deliveries_newest').on(t.webhookId, t.id),
    index('webhook_deliveries_due')
      .on(t.nextAttemptAt)
      .where(sql`${t.state} in ('waiting', 'sending')`),
    index('webhook_deliveries_age').on(t.createdAt)
  ]
)
