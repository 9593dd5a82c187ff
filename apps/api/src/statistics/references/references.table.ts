import { sql } from 'drizzle-orm'
import { boolean, check, doublePrecision, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'

/**
 * Outside figures, each with whose it is, in which revision, of when and of whom. A row says `all` where it is not of one
 * destination, sex or age. Revisions disagree about the same years, so the revision is a part of what a figure is.
 */
export const referenceFigures = pgTable(
  'reference_figures',
  {
    source: text().notNull(),
    revision: text().notNull(),
    definition: text().notNull(),
    year: smallint().notNull(),
    destination: text().notNull().default('all'),
    sex: text().notNull().default('all'),
    age: text().notNull().default('all'),
    value: doublePrecision().notNull(),
    approximate: boolean().notNull().default(false),
    /** What the destination's own count rests on: people born abroad, foreign citizens, refugees, an estimate. */
    basis: text().array().notNull().default([])
  },
  (t) => [
    primaryKey({
      name: 'reference_figures_key',
      columns: [t.source, t.revision, t.definition, t.year, t.destination, t.sex, t.age]
    }),
    check('reference_figures_sex', sql`${t.sex} in ('all', 'woman', 'man')`)
  ]
)
