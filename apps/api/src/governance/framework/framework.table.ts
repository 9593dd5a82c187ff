import { sql } from 'drizzle-orm'
import { bigint, check, date, index, integer, pgTable, text, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'
import { decisions } from '../decisions/decisions.table.ts'
import { seats } from '../seats/seats.table.ts'

/** Pillars, outcomes under them, outputs under those, each in an order. */
export const frameworkParts = pgTable(
  'framework_parts',
  {
    id: uuid().primaryKey(),
    level: text().notNull(),
    parentId: uuid().references((): AnyPgColumn => frameworkParts.id),
    place: integer().notNull(),
    namePt: text().notNull(),
    nameEn: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [
    index('framework_parts_parent').on(t.parentId),
    check('framework_parts_level', sql`${t.level} in ('pillar', 'outcome', 'output')`),
    check('framework_parts_top', sql`(${t.level} = 'pillar') = (${t.parentId} is null)`)
  ]
)

/** What an institution does so that an output comes about. */
export const activities = pgTable(
  'activities',
  {
    id: uuid().primaryKey(),
    outputId: uuid()
      .notNull()
      .references(() => frameworkParts.id),
    namePt: text().notNull(),
    nameEn: text().notNull(),
    seatId: uuid().references(() => seats.id),
    startsOn: date({ mode: 'string' }),
    endsOn: date({ mode: 'string' }),
    state: text().notNull(),
    budgetMzn: bigint({ mode: 'number' }),
    note: text(),
    decisionId: uuid().references(() => decisions.id),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [
    index('activities_output').on(t.outputId),
    index('activities_seat').on(t.seatId),
    index('activities_decision').on(t.decisionId),
    check('activities_state', sql`${t.state} in ('planned', 'running', 'done', 'dropped')`)
  ]
)
