import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../db/columns.ts'

/** What somebody said that a thing comes from. What follows from how things are made stands in their own tables. */
export const origins = pgTable(
  'origins',
  {
    childKind: text().notNull(),
    childId: uuid().notNull(),
    parentKind: text().notNull(),
    parentId: uuid().notNull(),
    createdBy: uuid().notNull(),
    createdAt: moment().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.childKind, t.childId, t.parentKind, t.parentId] }),
    index('origins_parent').on(t.parentKind, t.parentId)
  ]
)
