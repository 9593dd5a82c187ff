import { purposesForChildren, type InterfaceLanguage, type Purpose } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { reasonOf, writeAudit, writeEvent } from '../../db/records.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { insertConsent } from '../consents/consents.queries.ts'
import { noticeVersion } from '../consents/notices.rules.ts'
import { lockRow } from '../registrants/change.commands.ts'
import { findDetails, saveDetails } from '../registrants/details.queries.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import type { RegistrantRecord } from '../registrants/registrants.queries.ts'
import { view } from './record.commands.ts'

export interface ConsentChange {
  purpose: Purpose
  given: boolean
  language: InterfaceLanguage
  /** Of the text that the person was shown, or heard. */
  noticeVersion: string
}

function checkConsent({ config }: Services, row: RegistrantRecord, change: ConsentChange) {
  const { purpose, given } = change
  if (change.noticeVersion !== noticeVersion(config))
    throw problems.invalid([
      fieldError('/noticeVersion', 'outdated', 'The text has changed. Load the page again and read the new one.')
    ])
  if (purpose === 'core') throw problems.conflict('Being in the registry is this purpose. To end it, erase the record.')
  if (given && row.child && !purposesForChildren.includes(purpose))
    throw problems.invalid([
      fieldError('/given', 'notForChildren', 'Children are in the registry for protection only.')
    ])
}

/** What was said on accessibility goes with the consent to keep it. */
async function forgetAccessibility(db: Db, key: DataKey, id: string) {
  const details = await findDetails(db, key, id)
  if (details.accessibilityNeeds) await saveDetails(db, key, id, details, { accessibilityNeeds: null })
}

/** Gives or withdraws one purpose. Core is part of being registered: who withdraws it, erases the record. */
export async function setConsent(
  db: Db,
  services: Services,
  actor: Actor,
  row: RegistrantRecord,
  change: ConsentChange,
  channel: 'web' | 'counter',
  facts: RequestFacts,
  reason?: string
) {
  checkConsent(services, row, change)
  const { purpose, given, language } = change
  const key = (await findRegistrantKey(db, services.keys, row.id))!
  await insertConsent(db, services, actor, { registrantId: row.id, purpose, given, language, channel })
  if (purpose === 'accessibility' && !given) await forgetAccessibility(db, key, row.id)
  await writeEvent(db, 'registrant.consentChanged', row.id, { purpose, given })
  await writeAudit(db, actor, {
    action: given ? 'consent.given' : 'consent.withdrawn',
    subjectId: row.id,
    postId: row.postId,
    fields: [purpose],
    reason: reasonOf(key, reason),
    requestId: facts.requestId
  })
}

export const setMyConsent = (
  services: Services,
  actor: Actor & { kind: 'registrant' },
  change: ConsentChange,
  facts: RequestFacts
) =>
  transaction(services, actor, async (db) => {
    await setConsent(db, services, actor, await lockRow(db, actor.id), change, 'web', facts)
    return view(db, services, actor.id)
  })
