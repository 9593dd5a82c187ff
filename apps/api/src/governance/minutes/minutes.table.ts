import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { meetings } from '../meetings/meetings.table.ts'

/** Minutes in editions; the database refuses to change an approved one. What was said is sealed. */
export const minutes = pgTable(
  'minutes',
  {
    id: uuid().primaryKey(),
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    edition: integer().notNull(),
    state: text().notNull().default('draft'),
    textSealed: bytes().notNull(),
    writtenBy: uuid(),
    approvedAt: moment(),
    approvedBy: uuid(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [
    uniqueIndex('minutes_edition_key').on(t.meetingId, t.edition),
    uniqueIndex('minutes_one_draft')
      .on(t.meetingId)
      .where(sql`${t.state} = 'draft'`),
    check('minutes_approved_whole', sql`(${t.state} = 'approved') = (${t.approvedAt} is not null)`)
  ]
)
