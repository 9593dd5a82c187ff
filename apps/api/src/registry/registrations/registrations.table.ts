import { integer, pgTable, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { registrants } from '../registrants/registrants.table.ts'

/** The browser's hold on a registration that is not confirmed yet. */
export const registrationAttempts = pgTable('registration_attempts', {
  registrantId: uuid()
    .primaryKey()
    .references(() => registrants.id),
  tokenHash: bytes().notNull(),
  sends: integer().notNull().default(0),
  lastSentAt: moment(),
  createdAt: moment().notNull().defaultNow()
})
