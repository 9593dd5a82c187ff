import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'

type Words = { title: string; text: string }

/** Something that people abroad can offer themselves for. Nobody's data is in it. */
export const opportunities = pgTable(
  'opportunities',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    state: text().notNull().default('draft'),
    pt: jsonb().$type<Words>().notNull(),
    en: jsonb().$type<Words>(),
    host: text().notNull(),
    skills: text().array().notNull(),
    languages: jsonb().$type<{ code: string; level: string }[]>().notNull(),
    educationField: text(),
    offer: text(),
    availability: text(),
    remote: boolean().notNull(),
    province: text(),
    district: text(),
    startsOn: date({ mode: 'string' }),
    endsOn: date({ mode: 'string' }),
    sector: text(),
    band: text(),
    places: integer().notNull(),
    closesOn: date({ mode: 'string' }).notNull(),
    createdBy: uuid().notNull(),
    createdAt: moment().notNull(),
    version: integer().notNull().default(1)
  },
  (t) => [
    index('opportunities_open').on(t.state, t.closesOn, t.id),
    check('opportunities_places', sql`${t.places} > 0`)
  ]
)
