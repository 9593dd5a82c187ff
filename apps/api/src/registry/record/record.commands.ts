import { eq } from 'drizzle-orm'
import type { MyRecord, RecordChanges } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { changeRecord, lockRow } from '../registrants/change.commands.ts'
import { registrants } from '../registrants/registrants.table.ts'
import { viewRecord } from '../registrants/registrants.view.ts'

/** The record as its person sees it now. */
export const view = async (db: Db, services: Services, id: string) =>
  viewRecord(db, services.keys, await lockRow(db, id))

export const getMyRecord = (services: Services, actor: Actor & { kind: 'registrant' }): Promise<MyRecord> =>
  transaction(services, actor, (db) => view(db, services, actor.id))

export const updateMyRecord = (
  services: Services,
  actor: Actor & { kind: 'registrant' },
  version: number,
  changes: RecordChanges,
  facts: RequestFacts
) =>
  transaction(services, actor, async (db) => {
    await changeRecord(db, services, actor, actor.id, version, changes, facts)
    return view(db, services, actor.id)
  })

/** "Still correct": dated, so that a fresh record can be told from an old one. */
export const affirmMyRecord = (services: Services, actor: Actor & { kind: 'registrant' }, facts: RequestFacts) =>
  transaction(services, actor, async (db) => {
    const row = await lockRow(db, actor.id)
    await db.update(registrants).set({ affirmedAt: services.now() }).where(eq(registrants.id, row.id))
    await writeEvent(db, 'registrant.affirmed', row.id)
    await writeAudit(db, actor, {
      action: 'registrant.affirmed',
      subjectId: row.id,
      postId: row.postId,
      requestId: facts.requestId
    })
    return view(db, services, row.id)
  })
