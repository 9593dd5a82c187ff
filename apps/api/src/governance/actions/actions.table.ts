import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { decisions } from '../decisions/decisions.table.ts'
import { seats } from '../seats/seats.table.ts'

/** Who does what by when. Names and notes are sealed. */
export const actions = pgTable(
  'actions',
  {
    id: uuid().primaryKey(),
    decisionId: uuid().references(() => decisions.id),
    seatId: uuid()
      .notNull()
      .references(() => seats.id),
    title: text().notNull(),
    wordsSealed: bytes().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    status: text().notNull().default('open'),
    /** For which due date its institution was reminded a week before, and on the day. */
    remindedBefore: date({ mode: 'string' }),
    remindedOn: date({ mode: 'string' }),
    doneAt: moment(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [
    index('actions_due')
      .on(t.dueOn, t.id)
      .where(sql`${t.status} in ('open', 'in-progress')`),
    index('actions_seat').on(t.seatId),
    index('actions_decision').on(t.decisionId)
  ]
)
