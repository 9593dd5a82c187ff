import type { Contact, CounterRegistration, RegistrationCreate } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { createDataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { insertRow } from '../../db/turns.ts'
import { fieldError, problems } from '../../problems.ts'
import type { RequestFacts, Services } from '../../services.ts'
import { insertConsent } from '../consents/consents.queries.ts'
import { noticeVersion } from '../consents/notices.rules.ts'
import { insertContact } from './contacts.queries.ts'
import { normaliseContact, type NormalisedContact } from './contacts.rules.ts'
import { tidyName } from './names.rules.ts'
import { isMinor, registrationErrors } from './person.rules.ts'
import { insertRegistrantKey } from './registrantKeys.queries.ts'
import { createReference, personColumns, sexColumns } from './registrants.queries.ts'
import { registrants } from './registrants.table.ts'

type ConfirmedBy = 'email' | 'phone' | 'helper' | 'officer'

/** Refuses what is not valid, naming every field; returns the contact in its normal form. */
export function checkSubmission(
  { config, now }: Services,
  body: CounterRegistration | RegistrationCreate
): NormalisedContact | null {
  const errors = registrationErrors(body, config, now())
  if (body.notice.version !== noticeVersion(config))
    errors.push(
      fieldError('/notice/version', 'outdated', 'The notice has changed. Load the page again and read the new one.')
    )
  const { kind, value } = body.contact
  const contact = kind === 'none' || !value ? null : normaliseContact({ kind, value }, body.person.country)
  if (kind !== 'none' && value?.trim() && !contact) errors.push(contactError(kind))
  if (errors.length > 0) throw problems.invalid(errors)
  return contact
}

/** What to say of a contact that nobody could be reached by. */
export const contactError = (kind: Contact['kind']) =>
  kind === 'phone'
    ? fieldError(
        '/contact/value',
        'phone',
        'This is not a mobile number we can reach. Write it with the country’s code, for example +27 82 123 4567.'
      )
    : fieldError('/contact/value', 'email', 'This is not an e-mail address. Write it like maria@exemplo.com.')

interface NewRegistrant {
  id: string
  /** Given where an answer names it. */
  reference?: string
  body: CounterRegistration | RegistrationCreate
  contact: NormalisedContact | null
  channel: 'web' | 'counter' | 'helper'
  confirmedBy: ConfirmedBy | null
  helperId: string | null
  /** Counter: the officer's own post keeps whoever stands before it. */
  postId: string
}

/** A relation that nobody has checked waits for an officer, however the contact was confirmed. */
export const waitsForOfficer = ({ guardian }: CounterRegistration | RegistrationCreate): boolean =>
  guardian?.relation === 'other-carer'

/** Writes a person with key, contact, consent, event and audit, all in the caller's transaction. */
export async function insertRegistrant(
  db: Db,
  services: Services,
  actor: Actor,
  facts: RequestFacts,
  entry: NewRegistrant
): Promise<void> {
  const { id, reference = createReference(), body, contact, channel, confirmedBy } = entry
  const { keys, config } = services
  const now = services.now()
  const child = isMinor(body, config, now)
  const confirmed = waitsForOfficer(body) && confirmedBy !== 'officer' ? null : confirmedBy
  const key = createDataKey()
  // Said at once, so that it is said first: all that follows belongs to the person.
  const person = insertRow(db, registrants, {
    id,
    reference,
    postId: entry.postId,
    origin: channel === 'web' ? 'self' : 'assisted',
    child,
    ...personColumns(body.person),
    ...sexColumns(key, id, body.person.sex),
    guardianRelation: body.guardian?.relation ?? null,
    guardianGivenNames: body.guardian ? tidyName(body.guardian.givenNames) : null,
    guardianSurnames: body.guardian ? tidyName(body.guardian.surnames) : null,
    helperId: entry.helperId,
    campaignCode: body.campaignCode?.toUpperCase() ?? null,
    status: confirmed ? 'confirmed' : 'pending',
    confirmedBy: confirmed,
    confirmedAt: confirmed ? now : null,
    registeredAt: now,
    affirmedAt: now,
    madeUp: config.demo
  })
  await Promise.all([
    person,
    insertRegistrantKey(db, keys, id, key),
    contact &&
      insertContact(db, keys, key, id, contact, {
        ownership: body.contact.ownership ?? null,
        whatsapp: body.contact.whatsapp ?? false,
        // Who stands before the officer says the number: the officer vouches for it as for the person.
        verifiedAt: confirmedBy === 'officer' ? now : null
      }),
    insertConsent(db, services, actor, {
      registrantId: id,
      purpose: 'core',
      given: true,
      language: body.notice.language,
      channel
    }),
    writeEvent(db, 'registrant.registered', id, { channel }),
    confirmed && writeEvent(db, 'registrant.confirmed', id, { by: confirmed }),
    writeAudit(db, actor, {
      action: 'registrant.registered',
      subjectId: id,
      postId: entry.postId,
      requestId: facts.requestId
    })
  ])
}

/** Ten digits clash once in a while; then the whole transaction is done again with others. */
export async function retryOnReferenceClash<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const { constraint, cause } = error as { constraint?: string; cause?: { constraint?: string } }
      if ((constraint ?? cause?.constraint) !== 'registrants_reference_key' || tries >= 5) throw error
    }
  }
}
