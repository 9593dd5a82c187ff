import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'

/** Places of institutions in the steering committee. */
export const seats = pgTable(
  'seats',
  {
    id: uuid().primaryKey(),
    institution: text().notNull(),
    /** The last day on which the seat exists. */
    endedOn: date({ mode: 'string' }),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [
    uniqueIndex('seats_institution_key')
      .on(sql`lower(${t.institution})`)
      .where(sql`${t.endedOn} is null`)
  ]
)

/** Terms of people in seats. Who they are is sealed; when and as what stands in clear. */
export const mandates = pgTable(
  'mandates',
  {
    id: uuid().primaryKey(),
    seatId: uuid()
      .notNull()
      .references(() => seats.id),
    kind: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }),
    personSealed: bytes().notNull(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [
    index('mandates_seat').on(t.seatId, t.startsOn),
    check('mandates_end_after_start', sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`)
  ]
)
