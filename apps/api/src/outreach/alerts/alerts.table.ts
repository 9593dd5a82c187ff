import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'
import { posts } from '../../platform/posts/posts.table.ts'
import { registrants } from '../../registry/registrants/registrants.table.ts'

/** An emergency in a place. It names nobody. */
export const alerts = pgTable(
  'alerts',
  {
    id: uuid().primaryKey(),
    country: text().notNull(),
    area: text(),
    city: text(),
    /** Only the people whom this post serves. */
    postId: uuid().references(() => posts.id),
    pt: jsonb().$type<{ subject: string; text: string }>().notNull(),
    en: jsonb().$type<{ subject: string; text: string }>(),
    state: text().notNull().default('proposed'),
    proposedBy: uuid().notNull(),
    declaredBy: uuid(),
    createdAt: moment().notNull(),
    declaredAt: moment(),
    endedAt: moment()
  },
  (t) => [
    index('alerts_created').on(t.createdAt),
    // The rule that no program may forget: two people declare an emergency.
    check('alerts_declared_by_another', sql`${t.declaredBy} is null or ${t.declaredBy} <> ${t.proposedBy}`),
    check(
      'alerts_declared_whole',
      sql`(${t.declaredBy} is null) = (${t.declaredAt} is null) and (${t.state} in ('declared', 'ended')) = (${t.declaredBy} is not null)`
    )
  ]
)

/**
 * Somebody whom an alert is about. People with the same contact get one message: their rows name the one of them, the lead,
 * who stands for all.
 */
export const alertPeople = pgTable(
  'alert_people',
  {
    alertId: uuid()
      .notNull()
      .references(() => alerts.id),
    registrantId: uuid()
      .notNull()
      .references(() => registrants.id, { onDelete: 'cascade' }),
    leadId: uuid().notNull(),
    /** queued, handed over to the messages, or unreachable. */
    delivery: text().notNull(),
    messageId: uuid(),
    answer: text(),
    answeredAt: moment(),
    handledBy: uuid(),
    handledAt: moment()
  },
  (t) => [
    primaryKey({ columns: [t.alertId, t.registrantId] }),
    index('alert_people_queued')
      .on(t.alertId, t.registrantId)
      .where(sql`${t.delivery} = 'queued'`),
    index('alert_people_lead').on(t.alertId, t.leadId),
    index('alert_people_registrant').on(t.registrantId)
  ]
)
