import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { registrants } from '../../registry/registrants/registrants.table.ts'

/** A question of a registrant. All words are sealed with the person's key; what stands in clear names nothing they wrote. */
export const questions = pgTable(
  'questions',
  {
    id: uuid().primaryKey(),
    registrantId: uuid()
      .notNull()
      .references(() => registrants.id, { onDelete: 'cascade' }),
    topic: text().notNull(),
    addressee: text().notNull(),
    /** Where the person lived, and who served them, when they asked. */
    country: text().notNull(),
    postId: uuid().notNull(),
    subjectSealed: bytes().notNull(),
    state: text().notNull().default('open'),
    outcome: text(),
    assignedTo: uuid(),
    createdAt: moment().notNull(),
    firstAnsweredAt: moment(),
    closedAt: moment()
  },
  (t) => [
    index('questions_registrant').on(t.registrantId, t.createdAt),
    index('questions_waiting').on(t.addressee, t.state, t.createdAt, t.id),
    check('questions_closed_whole', sql`(${t.state} = 'closed') = (${t.outcome} is not null)`)
  ]
)

/** The texts of a question's thread, oldest first. */
export const questionMessages = pgTable(
  'question_messages',
  {
    id: uuid().primaryKey(),
    questionId: uuid()
      .notNull()
      .references(() => questions.id, { onDelete: 'cascade' }),
    authorKind: text().notNull(),
    /** The member of staff who answered; null where the person wrote. */
    staffId: uuid(),
    textSealed: bytes().notNull(),
    createdAt: moment().notNull()
  },
  (t) => [
    index('question_messages_question').on(t.questionId, t.id),
    check('question_messages_author', sql`(${t.authorKind} = 'staff') = (${t.staffId} is not null)`)
  ]
)
