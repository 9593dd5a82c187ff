import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { registrants } from '../registrants/registrants.table.ts'

/** Every yes and no, append-only: which purpose, which text in which language, through which channel, by whom. */
export const consents = pgTable(
  'consents',
  {
    id: uuid().primaryKey(),
    registrantId: uuid()
      .notNull()
      .references(() => registrants.id),
    purpose: text().notNull(),
    given: boolean().notNull(),
    noticeVersion: text().notNull(),
    noticeHash: bytes().notNull(),
    language: text().notNull(),
    channel: text().notNull(),
    actorKind: text().notNull(),
    actorId: uuid(),
    at: moment().notNull().defaultNow()
  },
  (t) => [
    index('consents_registrant').on(t.registrantId, t.purpose, t.at),
    // Whom a purpose can reach, where few agreed to it.
    index('consents_given')
      .on(t.purpose, t.registrantId)
      .where(sql`${t.given} and ${t.purpose} <> 'core'`)
  ]
)
