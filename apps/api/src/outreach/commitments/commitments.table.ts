import { sql } from 'drizzle-orm'
import type { CommitmentText } from '@ponte/schema'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { editorsColumn, moment } from '../../db/columns.ts'
import { decisions } from '../../governance/decisions/decisions.table.ts'

/** What people said and what is done about it. No column leads to a question: questions are counted, never pointed at. */
export const commitments = pgTable(
  'commitments',
  {
    id: uuid().primaryKey(),
    state: text().notNull(),
    pt: jsonb().$type<CommitmentText>().notNull(),
    en: jsonb().$type<CommitmentText>().notNull(),
    topic: text(),
    /** Closed questions on the topic in the year before it was published, as it may be shown; null below the threshold. */
    questions: integer(),
    decisionId: uuid().references(() => decisions.id),
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
    index('commitments_published').on(t.publishedAt),
    check('commitments_published_whole', sql`(${t.publishedAt} is null) = (${t.publishedBy} is null)`),
    // The rule that no program may forget: nobody publishes their own words.
    check('commitments_published_by_another', sql`${t.publishedBy} is null or ${t.publishedBy} <> all (${t.editors})`),
    check('commitments_source', sql`${t.topic} is not null or ${t.decisionId} is not null`)
  ]
)
