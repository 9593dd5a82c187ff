import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { posts } from '../posts/posts.table.ts'

export const staff = pgTable(
  'staff',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    emailSealed: bytes().notNull(),
    emailIndex: bytes().notNull(),
    role: text().notNull(),
    postId: uuid().references(() => posts.id),
    /** PHC string of argon2id; empty until the invitation is accepted. */
    passwordHash: text(),
    /** Sessions that began earlier are over. */
    notBefore: moment().notNull().defaultNow(),
    disabledAt: moment(),
    lastSignInAt: moment(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull().defaultNow()
  },
  (t) => [
    uniqueIndex('staff_email_key').on(t.emailIndex),
    check('staff_officer_has_post', sql`${t.role} <> 'officer' or ${t.postId} is not null`)
  ]
)

/** Links that work once: first administrator, invitation. Only the hash is kept. */
export const oneTimeLinks = pgTable(
  'one_time_links',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    staffId: uuid().references(() => staff.id),
    tokenHash: bytes().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    createdAt: moment().notNull().defaultNow()
  },
  (t) => [uniqueIndex('one_time_links_token_key').on(t.tokenHash), index('one_time_links_staff').on(t.staffId)]
)
