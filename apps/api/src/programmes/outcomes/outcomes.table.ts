import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { applications } from '../applications/applications.table.ts'

/** What is asked of a placement half a year and a year after it began. */
export const outcomes = pgTable(
  'outcomes',
  {
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    months: integer().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    remindedAt: moment(),
    outcome: text(),
    wordsSealed: bytes(),
    recordedBy: text(),
    recordedAt: moment()
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.months] }),
    index('outcomes_due')
      .on(t.dueOn)
      .where(sql`${t.outcome} is null and ${t.remindedAt} is null`)
  ]
)
