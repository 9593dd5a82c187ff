import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { posts } from '../../platform/posts/posts.table.ts'

/** Somebody trusted who registers others: a code, a quota, an end. */
export const helpers = pgTable(
  'helpers',
  {
    id: uuid().primaryKey(),
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    name: text().notNull(),
    codeHash: bytes().notNull(),
    quota: integer().notNull(),
    used: integer().notNull().default(0),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    createdBy: uuid(),
    createdAt: moment().notNull().defaultNow()
  },
  (t) => [
    uniqueIndex('helpers_code_key').on(t.codeHash),
    index('helpers_post').on(t.postId),
    check('helpers_within_quota', sql`${t.used} <= ${t.quota}`)
  ]
)
