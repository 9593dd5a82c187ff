import { date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'
import { meetingItems, meetings } from '../meetings/meetings.table.ts'

/** What meetings decided, numbered within their year. A number is never given twice. */
export const decisions = pgTable(
  'decisions',
  {
    id: uuid().primaryKey(),
    year: integer().notNull(),
    number: integer().notNull(),
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    itemId: uuid().references(() => meetingItems.id),
    title: text().notNull(),
    text: text().notNull(),
    madeOn: date({ mode: 'string' }).notNull(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [uniqueIndex('decisions_number_key').on(t.year, t.number), index('decisions_meeting').on(t.meetingId)]
)

/** Figures of the dashboard as they were shown when they were cited. */
export const evidence = pgTable(
  'evidence',
  {
    id: uuid().primaryKey(),
    decisionId: uuid()
      .notNull()
      .references(() => decisions.id),
    tableName: text().notNull(),
    code: text().notNull(),
    title: text().notNull(),
    label: text().notNull(),
    value: integer().notNull(),
    definition: text().notNull(),
    source: text().notNull(),
    asOf: moment().notNull(),
    takenAt: moment().notNull()
  },
  (t) => [uniqueIndex('evidence_figure_key').on(t.decisionId, t.tableName, t.code, t.asOf)]
)
