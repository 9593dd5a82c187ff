import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'

/** Tombstones: who was erased, as keyed hashes, so that a restored backup brings nobody back. */
export const erasures = pgTable(
  'erasures',
  {
    id: uuid().primaryKey(),
    registrantHash: bytes().notNull(),
    receipt: text().notNull(),
    erasedAt: moment().notNull().defaultNow(),
    goneAt: moment().notNull(),
    doneAt: moment()
  },
  (t) => [index('erasures_registrant').on(t.registrantHash)]
)
