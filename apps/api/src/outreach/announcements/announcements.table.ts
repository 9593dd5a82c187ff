import { sql } from 'drizzle-orm'
import type { AnnouncementText } from '@ponte/schema'
import { check, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { editorsColumn, moment } from '../../db/columns.ts'

/** What is announced to people in some countries, in both languages. */
export const announcements = pgTable(
  'announcements',
  {
    id: uuid().primaryKey(),
    /** Of residence; none for everybody. */
    countries: text().array().notNull().default([]),
    pt: jsonb().$type<AnnouncementText>().notNull(),
    en: jsonb().$type<AnnouncementText>().notNull(),
    /** The last day on the site; null for no end. */
    showUntil: date({ mode: 'string' }),
    /** Who wrote last. */
    writtenBy: uuid().notNull(),
    /** Everybody who changed the words since they were last published. */
    editors: editorsColumn(),
    publishedBy: uuid(),
    publishedAt: moment(),
    createdAt: moment().notNull(),
    version: integer().notNull().default(1)
  },
  (t) => [
    index('announcements_published').on(t.publishedAt),
    check('announcements_published_whole', sql`(${t.publishedAt} is null) = (${t.publishedBy} is null)`),
    // The rule that no program may forget: nobody publishes their own words.
    check('announcements_published_by_another', sql`${t.publishedBy} is null or ${t.publishedBy} <> all (${t.editors})`)
  ]
)
