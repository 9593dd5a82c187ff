import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'

export const posts = pgTable(
  'posts',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    kind: text().notNull(),
    country: text().notNull(),
    city: text().notNull(),
    /** One post answers for every country that no other post answers for. */
    restOfWorld: boolean().notNull().default(false),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: moment().notNull().defaultNow()
  },
  (t) => [
    uniqueIndex('posts_rest_of_world_key')
      .on(t.restOfWorld)
      .where(sql`${t.restOfWorld}`),
    uniqueIndex('posts_name_key').on(sql`lower(${t.name})`)
  ]
)

export const postJurisdictions = pgTable(
  'post_jurisdictions',
  {
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    country: text().notNull(),
    area: text()
  },
  (t) => [
    unique('post_jurisdictions_place_key').on(t.country, t.area).nullsNotDistinct(),
    index('post_jurisdictions_post').on(t.postId)
  ]
)
