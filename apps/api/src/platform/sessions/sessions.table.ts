import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'

/** A family of refresh tokens. Only hashes are kept; using a token that was already exchanged ends the family. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    refreshHash: bytes().notNull(),
    previousHash: bytes(),
    rotatedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    lastUsedAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
    endedAt: moment()
  },
  (t) => [
    uniqueIndex('sessions_refresh_key').on(t.refreshHash),
    index('sessions_previous').on(t.previousHash),
    index('sessions_subject').on(t.subjectId)
  ]
)

/** One-time codes by e-mail or SMS. A row without registrant answers for an unknown contact; nothing was sent. */
export const oneTimeCodes = pgTable(
  'one_time_codes',
  {
    id: uuid().primaryKey(),
    purpose: text().notNull(),
    /** Registration: the registrant. Sign-in: the challenge that the browser holds. */
    challengeId: uuid().notNull(),
    contactIndex: bytes().notNull(),
    codeHash: bytes().notNull(),
    tries: integer().notNull().default(0),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    createdAt: moment().notNull().defaultNow()
  },
  (t) => [
    index('one_time_codes_challenge').on(t.challengeId, t.createdAt),
    index('one_time_codes_contact').on(t.contactIndex, t.createdAt),
    index('one_time_codes_expiry').on(t.expiresAt)
  ]
)

/** Counters of what costs or can be abused, per hour or day. */
export const counters = pgTable(
  'counters',
  {
    name: text().notNull(),
    window: text().notNull(),
    count: integer().notNull().default(0),
    expiresAt: moment().notNull()
  },
  (t) => [primaryKey({ columns: [t.name, t.window] })]
)
