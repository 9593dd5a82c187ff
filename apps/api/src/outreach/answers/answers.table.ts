import { sql } from 'drizzle-orm'
import type { AnswerText } from '@ponte/schema'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { editorsColumn, moment } from '../../db/columns.ts'

/** A question that many ask, with its answer, for everybody. Written afresh by staff: no column leads to who asked. */
export const answers = pgTable(
  'answers',
  {
    id: uuid().primaryKey(),
    topic: text().notNull(),
    pt: jsonb().$type<AnswerText>().notNull(),
    en: jsonb().$type<AnswerText>(),
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
    index('answers_published').on(t.publishedAt),
    check('answers_published_whole', sql`(${t.publishedAt} is null) = (${t.publishedBy} is null)`),
    // The rule that no program may forget: nobody publishes their own words.
    check('answers_published_by_another', sql`${t.publishedBy} is null or ${t.publishedBy} <> all (${t.editors})`)
  ]
)
