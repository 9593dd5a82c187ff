import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Chapter } from '@ponte/schema'
import { editorsColumn, moment } from '../../db/columns.ts'
import { decisions } from '../decisions/decisions.table.ts'

/** The strategy in versions; the database refuses to change an approved one. It is meant for everybody, so it stands in clear. */
export const strategyVersions = pgTable(
  'strategy_versions',
  {
    id: uuid().primaryKey(),
    number: integer().notNull(),
    state: text().notNull().default('draft'),
    chapters: jsonb().$type<Chapter[]>().notNull(),
    /** Everybody who wrote in this version. */
    editors: editorsColumn(),
    submittedBy: uuid(),
    approvedBy: uuid(),
    approvedAt: moment(),
    decisionId: uuid().references(() => decisions.id),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [
    uniqueIndex('strategy_versions_number_key').on(t.number),
    uniqueIndex('strategy_versions_one_open')
      .on(sql`(true)`)
      .where(sql`${t.state} <> 'approved'`),
    check('strategy_versions_state', sql`${t.state} in ('draft', 'submitted', 'approved')`),
    check('strategy_versions_approved_whole', sql`(${t.state} = 'approved') = (${t.approvedAt} is not null)`),
    check(
      'strategy_versions_two_people',
      sql`${t.approvedBy} is null or (${t.approvedBy} <> ${t.submittedBy} and ${t.approvedBy} <> all (${t.editors}))`
    )
  ]
)
