import { asc, eq } from 'drizzle-orm'
import type { HistoryEntry, MyRecord } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { openVersion, writeAudit } from '../../db/records.ts'
import { versions } from '../../db/records.table.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { lockRow } from '../registrants/change.commands.ts'
import { findContact } from '../registrants/contacts.queries.ts'
import { listHistory } from '../registrants/history.queries.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import { viewRecord } from '../registrants/registrants.view.ts'

/** Everything that is kept about a person, in a form that another system can read (GDPR art. 15 and 20). */
export interface RecordCopy {
  downloadedAt: string
  record: MyRecord
  /** The contact in full; the record shows it masked. */
  contact: { kind: string; value: string; verifiedAt: string | null } | null
  campaignCode: string | null
  confirmedBy: string | null
  confirmedAt: string | null
  /** What stood in the record before each change, oldest first. */
  earlier: { version: number; until: string; changedBy: string; values: Record<string, unknown> }[]
  history: HistoryEntry[]
  /** What later wings keep about the person, by name. */
  sections: Record<string, unknown>
}

/** A part of the copy that a later wing adds: it knows its own tables, the registry does not. */
export interface RecordSection {
  name: string
  read(db: Db, services: Services, registrantId: string, key: DataKey, actor: Actor): Promise<unknown>
}

async function listEarlier(db: Db, key: DataKey, recordId: string): Promise<RecordCopy['earlier']> {
  const rows = await db.select().from(versions).where(eq(versions.recordId, recordId)).orderBy(asc(versions.version))
  return rows.map(({ version, at, actorKind, oldSealed }) => ({
    version,
    until: at.toISOString(),
    changedBy: actorKind,
    values: openVersion(key, recordId, version, oldSealed)
  }))
}

/** The copy for the person. That it was taken stands in the history. */
export function downloadMyRecord(
  services: Services,
  actor: Actor & { kind: 'registrant' },
  facts: RequestFacts,
  sections: readonly RecordSection[] = []
): Promise<RecordCopy> {
  return transaction(services, actor, async (db) => {
    const row = await lockRow(db, actor.id)
    const key = (await findRegistrantKey(db, services.keys, row.id))!
    await writeAudit(db, actor, {
      action: 'registrant.downloaded',
      subjectId: row.id,
      postId: row.postId,
      requestId: facts.requestId
    })
    const contact = await findContact(db, key, row.id)
    const more: [string, unknown][] = []
    for (const section of sections) more.push([section.name, await section.read(db, services, row.id, key, actor)])
    return {
      downloadedAt: services.now().toISOString(),
      record: await viewRecord(db, services.keys, row),
      contact: contact && {
        kind: contact.kind,
        value: contact.value,
        verifiedAt: contact.verifiedAt?.toISOString() ?? null
      },
      campaignCode: row.campaignCode,
      confirmedBy: row.confirmedBy,
      confirmedAt: row.confirmedAt?.toISOString() ?? null,
      earlier: await listEarlier(db, key, row.id),
      history: await listHistory(db, services.keys, actor, row.id, { nameStaff: false }),
      sections: Object.fromEntries(more)
    }
  })
}
