import { date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { seats } from '../seats/seats.table.ts'

/** Study tours: a delegation sees how another country does it. */
export const tours = pgTable(
  'tours',
  {
    id: uuid().primaryKey(),
    title: text().notNull(),
    objective: text().notNull(),
    country: text().notNull(),
    /** The wall clock that the programme goes by: IANA. */
    zone: text().notNull(),
    firstOn: date({ mode: 'string' }).notNull(),
    lastOn: date({ mode: 'string' }).notNull(),
    state: text().notNull().default('planned'),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [index('tours_newest').on(t.firstOn)]
)

const tourId = () =>
  uuid()
    .notNull()
    .references(() => tours.id)

/** Who receives the delegation; the contact stands sealed. */
export const tourHosts = pgTable(
  'tour_hosts',
  {
    id: uuid().primaryKey(),
    tourId: tourId(),
    institution: text().notNull(),
    purpose: text(),
    contactSealed: bytes().notNull(),
    version: integer().notNull().default(1)
  },
  (t) => [index('tour_hosts_tour').on(t.tourId)]
)

/** Who travels; stands sealed. */
export const tourDelegates = pgTable(
  'tour_delegates',
  {
    id: uuid().primaryKey(),
    tourId: tourId(),
    seatId: uuid().references(() => seats.id),
    personSealed: bytes().notNull(),
    version: integer().notNull().default(1)
  },
  (t) => [index('tour_delegates_tour').on(t.tourId)]
)

/** The programme. A session keeps the hour on the wall; the moment follows from the tour's zone. */
export const tourSessions = pgTable(
  'tour_sessions',
  {
    id: uuid().primaryKey(),
    tourId: tourId(),
    hostId: uuid().references(() => tourHosts.id),
    title: text().notNull(),
    /** "2027-03-28T09:00"; compares as time does. */
    localStart: text().notNull(),
    minutes: integer().notNull(),
    place: text(),
    questions: text(),
    version: integer().notNull().default(1)
  },
  (t) => [index('tour_sessions_tour').on(t.tourId, t.localStart)]
)

/** Documents of a tour; the bytes are sealed. */
export const tourDocuments = pgTable(
  'tour_documents',
  {
    id: uuid().primaryKey(),
    tourId: tourId(),
    name: text().notNull(),
    type: text().notNull(),
    bytes: integer().notNull(),
    contentSealed: bytes().notNull(),
    addedAt: moment().notNull()
  },
  (t) => [index('tour_documents_tour').on(t.tourId)]
)

/** What somebody wrote down in a session, sealed: people are named in notes. */
export const tourNotes = pgTable(
  'tour_notes',
  {
    id: uuid().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => tourSessions.id),
    authorId: uuid()
      .notNull()
      .references(() => staff.id),
    textSealed: bytes().notNull(),
    writtenAt: moment().notNull(),
    correctedAt: moment(),
    version: integer().notNull().default(1)
  },
  (t) => [index('tour_notes_session').on(t.sessionId)]
)
