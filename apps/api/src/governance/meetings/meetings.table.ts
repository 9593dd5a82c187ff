import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { mandates, seats } from '../seats/seats.table.ts'
import { recommendations } from '../tours/lessons.table.ts'

/** Meetings of the committee, numbered within their year. */
export const meetings = pgTable(
  'meetings',
  {
    id: uuid().primaryKey(),
    year: integer().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    startsAt: moment().notNull(),
    endsAt: moment().notNull(),
    /** The wall clock that the meeting goes by: IANA. */
    zone: text().notNull(),
    place: text(),
    link: text(),
    state: text().notNull().default('draft'),
    /** How the quorum was counted when the meeting was made; a setting that changes later changes nothing. */
    quorumPercent: integer().notNull(),
    calledAt: moment(),
    /** Whose e-mail the invitations came from: a calendar takes changes from nobody else. */
    calledBy: uuid(),
    sequence: integer().notNull().default(0),
    cancelReasonSealed: bytes(),
    /** From then on agenda, papers, attendance and decisions stand. */
    minutesApprovedAt: moment(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [uniqueIndex('meetings_number_key').on(t.year, t.number), index('meetings_newest').on(t.startsAt)]
)

/** The agenda. */
export const meetingItems = pgTable(
  'meeting_items',
  {
    id: uuid().primaryKey(),
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    position: integer().notNull(),
    title: text().notNull(),
    description: text(),
    /** What a study tour recommended, where the item came from it. */
    recommendationId: uuid().references(() => recommendations.id)
  },
  (t) => [
    index('meeting_items_meeting').on(t.meetingId, t.position),
    index('meeting_items_recommendation').on(t.recommendationId)
  ]
)

/** Who of a seat was there. No row: nobody. */
export const attendances = pgTable(
  'attendances',
  {
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    seatId: uuid()
      .notNull()
      .references(() => seats.id),
    titularPresent: boolean().notNull(),
    alternatePresent: boolean().notNull()
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.seatId] })]
)

/** Who has a meeting in their calendar, so that changes reach them, also when their mandate is over. */
export const invitations = pgTable(
  'invitations',
  {
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    mandateId: uuid()
      .notNull()
      .references(() => mandates.id),
    sequence: integer().notNull(),
    isCancelled: boolean().notNull().default(false),
    messageId: uuid().notNull()
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.mandateId] })]
)

/** Papers before a meeting; the bytes are sealed. */
export const papers = pgTable(
  'papers',
  {
    id: uuid().primaryKey(),
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    name: text().notNull(),
    type: text().notNull(),
    bytes: integer().notNull(),
    contentSealed: bytes().notNull(),
    addedAt: moment().notNull()
  },
  (t) => [index('papers_meeting').on(t.meetingId)]
)
