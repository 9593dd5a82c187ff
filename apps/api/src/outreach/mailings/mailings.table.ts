import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { editorsColumn, moment } from '../../db/columns.ts'
import { registrants } from '../../registry/registrants/registrants.table.ts'
import { announcements } from '../announcements/announcements.table.ts'
import { campaigns } from '../campaigns/campaigns.table.ts'

/** One message to a segment, by one purpose, written by one person and approved by another. */
export const mailings = pgTable(
  'mailings',
  {
    id: uuid().primaryKey(),
    campaignId: uuid().references(() => campaigns.id),
    /** The announcement that it was made from. */
    announcementId: uuid().references(() => announcements.id),
    name: text().notNull(),
    purpose: text().notNull(),
    countries: text().array().notNull().default([]),
    pt: jsonb().$type<{ subject: string; text: string }>().notNull(),
    en: jsonb().$type<{ subject: string; text: string }>(),
    state: text().notNull().default('draft'),
    createdBy: uuid().notNull(),
    /** Everybody who wrote in it. */
    editors: editorsColumn(),
    proposedBy: uuid(),
    approvedBy: uuid(),
    createdAt: moment().notNull().defaultNow(),
    startedAt: moment(),
    /** When the worker had written down who gets it: after the approval, since going through a million people takes a while. */
    filledAt: moment(),
    finishedAt: moment(),
    version: integer().notNull().default(1)
  },
  (t) => [
    // The rule that no program may forget: nobody approves what they wrote in or proposed.
    check(
      'mailings_approved_by_another',
      sql`${t.approvedBy} is null or (${t.approvedBy} <> all (${t.editors}) and ${t.approvedBy} <> ${t.proposedBy})`
    )
  ]
)

/** One message to one person: at most once. The registrant's own words and contact are not here. */
export const mailingRecipients = pgTable(
  'mailing_recipients',
  {
    mailingId: uuid()
      .notNull()
      .references(() => mailings.id),
    registrantId: uuid()
      .notNull()
      .references(() => registrants.id, { onDelete: 'cascade' }),
    state: text().notNull().default('queued'),
    attempts: integer().notNull().default(0),
    /** When it may be tried (again), by the clock of the database. */
    dueAt: moment().notNull().defaultNow(),
    claimedAt: moment(),
    error: text()
  },
  (t) => [
    primaryKey({ columns: [t.mailingId, t.registrantId] }),
    index('mailing_recipients_due')
      .on(t.dueAt)
      .where(sql`${t.state} = 'queued'`),
    index('mailing_recipients_sending')
      .on(t.claimedAt)
      .where(sql`${t.state} = 'sending'`),
    index('mailing_recipients_registrant').on(t.registrantId)
  ]
)
