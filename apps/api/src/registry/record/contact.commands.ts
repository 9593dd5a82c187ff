import { eq } from 'drizzle-orm'
import type { ContactAddress, InterfaceLanguage, MyRecord } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { reasonOf, writeAudit, writeEvent, writeVersion } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { limitUse } from '../../platform/sessions/counters.queries.ts'
import { endSessionsOf } from '../../platform/sessions/sessions.queries.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { lockRow } from '../registrants/change.commands.ts'
import { contactIndex, deleteContacts, findContact, insertContact } from '../registrants/contacts.queries.ts'
import { maskContact, normaliseContact, type NormalisedContact } from '../registrants/contacts.rules.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import type { RegistrantRecord } from '../registrants/registrants.queries.ts'
import { registrants } from '../registrants/registrants.table.ts'
import { queueCode } from '../registrations/codeMessages.ts'
import { checkCode, createCode, insertCode, limitCodes, markCodeUsed } from '../registrations/codes.queries.ts'
import { queueNotice } from './notices.ts'
import { view } from './record.commands.ts'

type Self = Actor & { kind: 'registrant' }

/** Each asks for a message to an address that may be somebody else's. */
const CHANGES_PER_DAY = 5

/** The contact in its normal form, or a refusal that says how to write it. */
export function normalised(address: ContactAddress, country: string): NormalisedContact {
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
    const row = await lockRow(db, actor.id)
    const contact = normalised(address, row.country)
    const now = services.now()
    await limitUse(db, `contact-change ${actor.id}`, 86_400, CHANGES_PER_DAY, now)
    const index = contactIndex(services.keys, contact)
    await limitCodes(db, services, index, facts)
    const code = createCode()
    const challenge = { purpose: 'contact-change' as const, challengeId: actor.id, contactIndex: index }
    await insertCode(db, services.keys, code, challenge, now)
    await queueCode(db, services, contact, code, language, { postId: row.postId })
    return { sentTo: maskContact(contact), resendAfterSeconds: services.config.limits.resendSeconds }
  })
}

export interface ContactUse {
  ownership: 'mine' | 'shared' | 'other'
  whatsapp?: boolean
}

/**
 * Puts a verified contact, or none, in the place of the old one, which is told, in case it was not the person. Whoever is
 * signed in came in by the old contact: their sessions end, but for the one that makes the change.
 */
export async function replaceContact(
  db: Db,
  services: Services,
  actor: Actor,
  row: RegistrantRecord,
  next: (ContactUse & { contact: NormalisedContact }) | null,
  facts: RequestFacts,
  reason?: string
) {
  const key = (await findRegistrantKey(db, services.keys, row.id))!
  const old = await findContact(db, key, row.id)
  await writeVersion(db, actor, key, row.id, row.version, { contact: old && keptOf(old) })
  await db
    .update(registrants)
    .set({ version: row.version + 1 })
    .where(eq(registrants.id, row.id))
  await asSystem(db, actor, 'change-contact', () => deleteContacts(db, row.id))
  if (next) {
    const { contact, ownership, whatsapp = false } = next
    await insertContact(db, services.keys, key, row.id, contact, { ownership, whatsapp, verifiedAt: services.now() })
  }
  if (old && old.value !== next?.contact.value) await queueNotice(db, services, old, 'contact-changed')
  await endSessionsOf(db, row.id, services.now(), actor.kind === 'registrant' ? actor.sessionId : undefined)
  await writeEvent(db, 'registrant.changed', row.id)
  await writeAudit(db, actor, {
    action: 'registrant.contactChanged',
    subjectId: row.id,
    postId: row.postId,
    fields: ['contact'],
    reason: reasonOf(key, reason),
    requestId: facts.requestId
  })
}

/** What of an old contact is kept among the old values, sealed. */
const keptOf = ({ kind, value, ownership, whatsapp }: NonNullable<Awaited<ReturnType<typeof findContact>>>) => ({
  kind,
  value,
  ownership,
  whatsapp
})

interface Confirmation extends ContactUse {
  contact: ContactAddress
  code: string
}

/** Changes the contact with the code that went to the new one. */
export async function confirmContactChange(
  services: Services,
  actor: Self,
  confirmation: Confirmation,
  facts: RequestFacts
): Promise<MyRecord> {
  const outcome = await transaction(services, actor, async (db) => {
    const row = await lockRow(db, actor.id)
    const contact = normalised(confirmation.contact, row.country)
    const check = await checkCode(db, services.keys, 'contact-change', actor.id, confirmation.code, services.now())
    if (check.outcome !== 'good') return check.outcome
    if (!check.contactIndex.equals(contactIndex(services.keys, contact))) return 'wrong' as const
    await markCodeUsed(db, check.codeId, services.now())
    await replaceContact(db, services, actor, row, { ...confirmation, contact }, facts)
    return view(db, services, row.id)
  })
  if (outcome === 'wrong') throw problems.wrongCode()
  if (outcome === 'spent') throw problems.codeSpent()
  return outcome
}
