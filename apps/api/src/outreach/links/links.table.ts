import { date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'
import { campaigns } from '../campaigns/campaigns.table.ts'

/** A short code for one channel, place and messenger of a campaign. */
export const trackedLinks = pgTable(
  'tracked_links',
  {
    id: uuid().primaryKey(),
    campaignId: uuid()
      .notNull()
      .references(() => campaigns.id),
    /** As it is printed. */
    code: text().notNull(),
    /** The code as it is compared: capitals and digits only. */
    codeKey: text().notNull(),
    channel: text().notNull(),
    place: text().notNull().default(''),
    messenger: text().notNull().default(''),
    cost: integer().notNull().default(0),
    closedAt: moment(),
    createdAt: moment().notNull().defaultNow()
  },
  (t) => [uniqueIndex('tracked_links_code_key').on(t.codeKey), index('tracked_links_campaign').on(t.campaignId)]
)

/** How often a step was reached by a link on a day. Counts only: nobody is followed. */
export const linkCounts = pgTable(
  'link_counts',
  {
    linkId: uuid()
      .notNull()
      .references(() => trackedLinks.id),
    day: date({ mode: 'string' }).notNull(),
    step: text().notNull(),
    count: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.linkId, t.day, t.step] })]
)

/**
 * Which way one registration came, by the domain event that told of it: a link, an invitation (no link), or a code that
 * nobody knows (no link). Names no person; who came without a code has no row.
 */
export const attributions = pgTable(
  'attributions',
  {
    eventId: uuid().primaryKey(),
    step: text().notNull(),
    way: text().notNull(),
    linkId: uuid().references(() => trackedLinks.id),
    at: moment().notNull()
  },
  (t) => [index('attributions_link').on(t.linkId, t.step, t.at), index('attributions_at').on(t.at)]
)
