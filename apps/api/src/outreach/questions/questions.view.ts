import { inArray } from 'drizzle-orm'
import type { QuestionRow } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import type { Db } from '../../db/transaction.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { findAskers } from './askers.queries.ts'
import { factsOf, type QuestionRecord } from './questions.queries.ts'

async function namesOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, ids))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Questions as a member of staff sees them in a list. Those of people who were erased meanwhile fall out. */
export async function viewRows(
  db: Db,
  actor: Actor & { kind: 'staff' },
  rows: QuestionRecord[]
): Promise<QuestionRow[]> {
  const askers = await findAskers(
    db,
    actor,
    rows.map(({ registrantId }) => registrantId)
  )
  const assignees = await namesOf(
    db,
    rows.flatMap(({ assignedTo }) => assignedTo ?? [])
  )
  return rows.flatMap((row) => {
    const asker = askers.get(row.registrantId)
    if (!asker) return []
    return {
      ...factsOf(row),
      country: row.country,
      registrant: asker.name === null ? null : { id: asker.id, name: asker.name },
      assignee: row.assignedTo ? (assignees.get(row.assignedTo) ?? null) : null,
      mine: row.assignedTo === actor.id
    }
  })
}
