import { eq } from 'drizzle-orm'
import {
  purposesForChildren,
  type InterfaceLanguage,
  type MyRecord,
  type Purpose,
  type RecordChanges
} from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { writeAudit, writeEvent, writeVersion } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { insertConsent } from '../consents/consents.queries.ts'
import { changeRecord, openRow, personOf, savePerson } from '../registrants/change.commands.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import { registrants } from '../registrants/registrants.table.ts'
import { viewRecord } from '../registrants/registrants.view.ts'

const view = async (db: Db, services: Services, id: string) => viewRecord(db, services.keys, await openRow(db, id))

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
    const row = await openRow(db, actor.id)
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

/** Gives or withdraws one purpose. Core is part of being registered: who withdraws it, erases the record. */
export const setMyConsent = (
  services: Services,
  actor: Actor & { kind: 'registrant' },
  purpose: Purpose,
  { given, language }: { given: boolean; language: InterfaceLanguage },
  facts: RequestFacts
) =>
  transaction(services, actor, async (db) => {
    const row = await openRow(db, actor.id)
    if (purpose === 'core')
      throw problems.conflict('Being in the registry is this purpose. To end it, erase the record.')
    if (given && row.child && !purposesForChildren.includes(purpose))
      throw problems.invalid([
        fieldError('/given', 'notForChildren', 'Children are in the registry for protection only.')
      ])
    await insertConsent(db, services, actor, { registrantId: row.id, purpose, given, language, channel: 'web' })
    await writeEvent(db, 'registrant.consentChanged', row.id, { purpose, given })
    await writeAudit(db, actor, {
      action: given ? 'consent.given' : 'consent.withdrawn',
      subjectId: row.id,
      postId: row.postId,
      fields: [purpose],
      requestId: facts.requestId
    })
    return view(db, services, row.id)
  })

/** Moved to another country, returned, or abroad again: each change is dated. */
export const changeMyState = (
  services: Services,
  actor: Actor & { kind: 'registrant' },
  { state, country }: { state: 'abroad' | 'moved' | 'returned'; country?: string },
  facts: RequestFacts
) =>
  transaction(services, actor, async (db) => {
    const row = await openRow(db, actor.id)
    if (state === 'moved' && !country)
      throw problems.invalid([fieldError('/country', 'required', 'Say which country you live in now.')])
    const key = (await findRegistrantKey(db, services.keys, row.id))!
    const before = personOf(key, row)
    await writeVersion(db, actor, key, row.id, row.version, { ...before, state: row.state })
    const values = { state, stateSince: services.now().toISOString().slice(0, 10) }
    await db.update(registrants).set(values).where(eq(registrants.id, row.id))
    await writeEvent(db, 'registrant.stateChanged', row.id, { state })
    await writeAudit(db, actor, {
      action: 'registrant.stateChanged',
      subjectId: row.id,
      postId: row.postId,
      fields: ['state'],
      requestId: facts.requestId
    })
    await savePerson(db, services, actor, key, row, country ? { ...before, country, area: null, city: '' } : before)
    return view(db, services, row.id)
  })
