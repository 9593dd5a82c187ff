import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { registrants } from '../../registry/registrants/registrants.table.ts'
import { opportunities } from '../opportunities/opportunities.table.ts'

/** Where a person stands with an opportunity: asked, offered, placed. One row for both, so a no is never asked again. */
export const applications = pgTable(
  'applications',
  {
    id: uuid().primaryKey(),
    opportunityId: uuid()
      .notNull()
      .references(() => opportunities.id),
    registrantId: uuid()
      .notNull()
      .references(() => registrants.id, { onDelete: 'cascade' }),
    state: text().notNull(),
    /** The order in which people came on the waiting list; it has holes when they leave. */
    waitingSince: integer(),
    reasonSealed: bytes(),
    startsOn: date({ mode: 'string' }),
    endsOn: date({ mode: 'string' }),
    /** By whom the person was asked; null where they came by themselves. */
    invitedBy: uuid(),
    /** The code of the campaign by whose link the person came to offer themselves. */
    campaignCode: text(),
    createdAt: moment().notNull()
  },
  (t) => [
    unique('applications_once').on(t.opportunityId, t.registrantId),
    index('applications_registrant').on(t.registrantId),
    check('applications_waiting', sql`(${t.state} = 'waiting') = (${t.waitingSince} is not null)`)
  ]
)

/** What both sides wrote, sealed with the person's key. */
export const applicationMessages = pgTable(
  'application_messages',
  {
    id: uuid().primaryKey(),
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    /** Null where the person wrote. */
    staffId: uuid(),
    textSealed: bytes().notNull(),
    createdAt: moment().notNull()
  },
  (t) => [index('application_messages_application').on(t.applicationId, t.id)]
)
