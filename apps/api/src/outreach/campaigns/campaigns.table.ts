import { sql } from 'drizzle-orm'
import { check, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'

/** A push with a goal, a period and a budget. Holds nobody's data. */
export const campaigns = pgTable(
  'campaigns',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    description: text().notNull().default(''),
    aim: text().notNull(),
    goal: integer().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }).notNull(),
    budget: integer().notNull(),
    /** What was spent on no link in particular. */
    otherCosts: integer().notNull().default(0),
    countries: text().array().notNull().default([]),
    finishedAt: moment(),
    createdBy: uuid(),
    createdAt: moment().notNull().defaultNow(),
    version: integer().notNull().default(1)
  },
  (t) => [check('campaigns_end_after_start', sql`${t.endsOn} >= ${t.startsOn}`)]
)
