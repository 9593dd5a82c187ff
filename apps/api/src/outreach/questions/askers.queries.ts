import { and, inArray, isNull } from 'drizzle-orm'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { queueNotice } from '../../registry/record/notices.ts'
import { findContact } from '../../registry/registrants/contacts.queries.ts'
import { findRegistrantKey } from '../../registry/registrants/registrantKeys.queries.ts'
import { registrants } from '../../registry/registrants/registrants.table.ts'
import type { Services } from '../../services.ts'

type Staff = Actor & { kind: 'staff' }
export interface Asker {
  id: string
  /** Null to who answers for the institute: they see no names. */
  name: string | null
}

/**
 * Who asked, by their ids, without those who were erased. The product looks: who answers for the institute sees no
 * registrants at all, and is told no names here either.
 */
export async function findAskers(db: Db, actor: Staff, ids: string[]): Promise<Map<string, Asker>> {
  if (ids.length === 0) return new Map()
  const rows = await asSystem(db, actor, 'question-askers', () =>
    db
      .select({ id: registrants.id, givenNames: registrants.givenNames, surnames: registrants.surnames })
      .from(registrants)
      .where(and(inArray(registrants.id, ids), isNull(registrants.erasedAt)))
  )
  const nameOf = (row: (typeof rows)[number]) =>
    actor.role === 'officer' ? `${row.givenNames} ${row.surnames}`.trim() : null
  return new Map(rows.map((row) => [row.id, { id: row.id, name: nameOf(row) }]))
}

/** The key that opens a question which the actor was found to answer. */
export const findAskerKey = (db: Db, services: Services, actor: Staff, registrantId: string): Promise<DataKey | null> =>
  asSystem(db, actor, 'question-key', () => findRegistrantKey(db, services.keys, registrantId))

/** Tells who asked that there is an answer, where they can be reached; not what it says. */
export const tellAsker = (db: Db, services: Services, actor: Staff, key: DataKey, registrantId: string) =>
  asSystem(db, actor, 'question-notice', async () => {
    const contact = await findContact(db, key, registrantId)
    if (contact) await queueNotice(db, services, contact, 'question-answered')
  })
