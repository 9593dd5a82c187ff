import type { InterfaceLanguage, MailingPurpose } from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { classKey } from '../../db/sealing.ts'
import { limitAddress } from '../../platform/sessions/addresses.limits.ts'
import { problems } from '../../problems.ts'
import { hasConsent } from '../../registry/consents/consents.queries.ts'
import { noticeVersion } from '../../registry/consents/notices.rules.ts'
import { setConsent } from '../../registry/record/consent.commands.ts'
import { findRegistrantRow } from '../../registry/registrants/registrants.queries.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { findMailing } from './mailings.queries.ts'
import { readToken } from '../tokens.rules.ts'

const TRIES_PER_HOUR = 60

/** The key of the links by which one stops receiving. */
export const tokenKey = ({ keys }: Pick<Services, 'keys'>) => classKey(keys, 'unsubscribe')

/**
 * Withdraws the consent by which a message came. Whoever holds the message may: the worst that a forwarded mail can do is to
 * stop others. Doing it again changes nothing; a person who has left is answered like any other.
 */
export async function unsubscribe(
  services: Services,
  token: string,
  facts: RequestFacts
): Promise<{ purpose: MailingPurpose }> {
  limitAddress(services, 'unsubscribe', facts, 3600, TRIES_PER_HOUR)
  const read = readToken(tokenKey(services), token)
  if (!read) throw problems.notFound()
  return transaction(services, system('unsubscribe'), async (db) => {
    const mailing = await findMailing(db, read.subjectId)
    if (!mailing) throw problems.notFound()
    const purpose = mailing.purpose as MailingPurpose
    const row = await findRegistrantRow(db, undefined, read.registrantId, { lock: true })
    if (row && !row.erasedAt && (await hasConsent(db, row.id, purpose))) {
      const language: InterfaceLanguage = row.language === 'eng' ? 'en' : 'pt'
      const change = { purpose, given: false, language, noticeVersion: noticeVersion(services.config) }
      await asSystem(db, system('unsubscribe'), 'unsubscribe', () =>
        setConsent(db, services, { kind: 'registrant', id: row.id }, row, change, 'web', facts)
      )
    }
    return { purpose }
  })
}
