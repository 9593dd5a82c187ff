import { eq } from 'drizzle-orm'
import type { ContactAddress, InterfaceLanguage, MyRecord } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { writeAudit, writeEvent, writeVersion } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { limitUse } from '../../platform/sessions/counters.queries.ts'
import { endSessionsOf } from '../../platform/sessions/sessions.queries.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { openRow } from '../registrants/change.commands.ts'
import { contactIndex, deleteContacts, findContact, insertContact } from '../registrants/contacts.queries.ts'
import { maskContact, normaliseContact, type NormalisedContact } from '../registrants/contacts.rules.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import type { RegistrantRecord } from '../registrants/registrants.queries.ts'
import { registrants } from '../registrants/registrants.table.ts'
import { viewRecord } from '../registrants/registrants.view.ts'
import { queueCode } from '../registrations/codeMessages.ts'
import { checkCode, insertCode, limitCodes, markCodeUsed } from '../registrations/codes.queries.ts'
import { queueNotice } from './notices.ts'

type Self = Actor & { kind: 'registrant' }

/** Each asks for a message to an address that may be somebody else's. */
const CHANGES_PER_DAY = 5

function normalised(address: ContactAddress, country: string): NormalisedContact {
  const contact = normaliseContact(address, country)
  if (!contact)
    throw problems.invalid([
      fieldError(
        '/contact/value',
        address.kind,
        'Write the number with + and the country’s code, or a whole e-mail address.'
      )
    ])
  return contact
}

/** Sends a code to the new contact. Nothing is kept of it until the code comes back. */
export function requestContactChange(
  services: Services,
  actor: Self,
  address: ContactAddress,
  language: InterfaceLanguage,
  facts: RequestFacts
) {
  return transaction(services, actor, async (db) => {
    const row = await openRow(db, actor.id)
    const contact = normalised(address, row.country)
    const now = services.now()
    await limitUse(db, `contact-change ${actor.id}`, 86_400, CHANGES_PER_DAY, now)
    const index = contactIndex(services.keys, contact)
    await limitCodes(db, services, index, facts)
    const code = await insertCode(db, services.keys, 'contact-change', actor.id, index, now)
    await queueCode(db, services, contact, code, language)
    return { sentTo: maskContact(contact), resendAfterSeconds: services.config.limits.resendSeconds }
  })
}

interface Confirmation {
  contact: ContactAddress
  code: string
  ownership: 'mine' | 'shared' | 'other'
  whatsapp?: boolean
}

/** The new contact takes the place of the old one, which is kept among the old values and told of it. */
async function replaceContact(
  db: Db,
  services: Services,
  actor: Self,
  row: RegistrantRecord,
  contact: NormalisedContact,
  { ownership, whatsapp = false }: Confirmation
) {
  const key = (await findRegistrantKey(db, services.keys, actor.id))!
  const old = await findContact(db, key, actor.id)
  const { kind, value } = old ?? { kind: 'none', value: null }
  await writeVersion(db, actor, key, row.id, row.version, { contact: { kind, value } })
  await db
    .update(registrants)
    .set({ version: row.version + 1 })
    .where(eq(registrants.id, row.id))
  await asSystem(db, actor, 'change-contact', () => deleteContacts(db, actor.id))
  await insertContact(db, services.keys, key, actor.id, contact, { ownership, whatsapp, verifiedAt: services.now() })
  if (old) await queueNotice(db, services, old, 'contact-changed')
}

/** Puts the new contact in the place of the old one, which is told, in case it was not the person. */
export async function confirmContactChange(
  services: Services,
  actor: Self,
  confirmation: Confirmation,
  facts: RequestFacts
): Promise<MyRecord> {
  const outcome = await transaction(services, actor, async (db) => {
    const row = await openRow(db, actor.id)
    const contact = normalised(confirmation.contact, row.country)
    const check = await checkCode(db, services.keys, 'contact-change', actor.id, confirmation.code, services.now())
    if (check.outcome !== 'good') return check.outcome
    if (!check.contactIndex.equals(contactIndex(services.keys, contact))) return 'wrong' as const
    await markCodeUsed(db, check.codeId, services.now())
    await replaceContact(db, services, actor, row, contact, confirmation)
    // Whoever is signed in elsewhere came in by the old contact.
    await endSessionsOf(db, actor.id, services.now(), actor.sessionId)
    await writeEvent(db, 'registrant.changed', actor.id)
    await writeAudit(db, actor, {
      action: 'registrant.contactChanged',
      subjectId: actor.id,
      postId: row.postId,
      fields: ['contact'],
      requestId: facts.requestId
    })
    return viewRecord(db, services.keys, await openRow(db, actor.id))
  })
  if (outcome === 'wrong') throw problems.wrongCode()
  if (outcome === 'spent') throw problems.codeSpent()
  return outcome
}
