import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'
import { frameworkParts } from '../framework/framework.table.ts'

/** What is measured to see whether a part of the framework comes about. */
export const indicators = pgTable(
  'indicators',
  {
    id: uuid().primaryKey(),
    partId: uuid()
      .notNull()
      .references(() => frameworkParts.id),
    namePt: text().notNull(),
    nameEn: text().notNull(),
    unit: text().notNull(),
    direction: text().notNull(),
    frequency: text().notNull(),
    baseline: doublePrecision(),
    baselineOn: date({ mode: 'string' }),
    target: doublePrecision(),
    targetOn: date({ mode: 'string' }),
    isProposal: boolean().notNull(),
    source: text().notNull(),
    sourceEn: text().notNull().default(''),
    definition: text().notNull(),
    definitionEn: text().notNull().default(''),
    live: text(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [
    index('indicators_part').on(t.partId),
    uniqueIndex('indicators_live_key').on(t.live),
    check('indicators_direction', sql`${t.direction} in ('up', 'down')`)
  ]
)

/** Measured values. None is changed: a wrong one is followed by another of the same day. Null was too few people to show. */
export const measurements = pgTable(
  'measurements',
  {
    id: uuid().primaryKey(),
    indicatorId: uuid()
      .notNull()
      .references(() => indicators.id),
    day: date({ mode: 'string' }).notNull(),
    value: doublePrecision(),
    note: text(),
    measuredBy: uuid(),
    createdAt: moment().notNull()
  },
  (t) => [
    index('measurements_day').on(t.indicatorId, t.day),
    uniqueIndex('measurements_live_once')
      .on(t.indicatorId, t.day)
      .where(sql`${t.measuredBy} is null`)
  ]
)
