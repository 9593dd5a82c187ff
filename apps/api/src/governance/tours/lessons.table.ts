import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'
import { seats } from '../seats/seats.table.ts'
import { tours, tourSessions } from './tours.table.ts'

/** What a tour found. */
export const lessons = pgTable(
  'lessons',
  {
    id: uuid().primaryKey(),
    tourId: uuid()
      .notNull()
      .references(() => tours.id),
    title: text().notNull(),
    seen: text().notNull(),
    relevance: text(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [index('lessons_tour').on(t.tourId)]
)

/** From which sessions a lesson comes. */
export const lessonSessions = pgTable(
  'lesson_sessions',
  {
    lessonId: uuid()
      .notNull()
      .references(() => lessons.id),
    sessionId: uuid()
      .notNull()
      .references(() => tourSessions.id)
  },
  (t) => [primaryKey({ columns: [t.lessonId, t.sessionId] })]
)

/** What a tour asks the committee to decide. Items of agendas point here; where it stands follows from them. */
export const recommendations = pgTable(
  'recommendations',
  {
    id: uuid().primaryKey(),
    lessonId: uuid()
      .notNull()
      .references(() => lessons.id),
    title: text().notNull(),
    text: text(),
    seatId: uuid().references(() => seats.id),
    droppedAt: moment(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull()
  },
  (t) => [index('recommendations_lesson').on(t.lessonId)]
)
