import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'

/** That somebody was asked for money for what is free. No post and no person stands here, and all words are sealed. */
export const chargeReports = pgTable(
  'charge_reports',
  {
    id: uuid().primaryKey(),
    number: text().notNull(),
    country: text().notNull(),
    asker: text().notNull(),
    wordsSealed: bytes().notNull(),
    /** Apart from the words, so that it can be dropped by itself. */
    contactSealed: bytes(),
    createdAt: moment().notNull(),
    handledAt: moment(),
    handledBy: uuid(),
    noteSealed: bytes()
  },
  (t) => [
    uniqueIndex('charge_reports_number_key').on(t.number),
    index('charge_reports_newest').on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('charge_reports_handled').on(t.handledAt),
    check('charge_reports_handled_whole', sql`(${t.handledAt} is null) = (${t.noteSealed} is null)`)
  ]
)
