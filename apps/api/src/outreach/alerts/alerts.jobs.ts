import { system } from '../../db/actor.ts'
import type { Db } from '../../db/transaction.ts'
import { UnreadableError } from '../../db/sealing.ts'
import { queueMessage } from '../../platform/messages/messages.queries.ts'
import { findContact } from '../../registry/registrants/contacts.queries.ts'
import { findRegistrantKey } from '../../registry/registrants/registrantKeys.queries.ts'
import { findRegistrantRow } from '../../registry/registrants/registrants.queries.ts'
import { transaction, type Services } from '../../services.ts'
import { makeToken } from '../tokens.rules.ts'
import { callKey } from './alertCalls.commands.ts'
import { findAlert } from './alerts.queries.ts'
import { mailOf, smsOf, wordsFor } from './alerts.rules.ts'
import * as people from './people.queries.ts'

/** So many wait at most to be sent, and so many are handed over at a time: a sign-in code never stands behind thousands. */
const WAITING_MAX = 200
const HAND_OVER = 100

async function handOver(
  db: Db,
  services: Services,
  { alertId, registrantId }: { alertId: string; registrantId: string }
) {
  const alert = (await findAlert(db, alertId))!
  const person = await findRegistrantRow(db, undefined, registrantId)
  const key = person && (await findRegistrantKey(db, services.keys, registrantId))
  const contact = key && (await findContact(db, key, registrantId))
  if (!person || !contact) return people.giveUpLead(db, alertId, registrantId)
  const { publicUrl, name } = services.config
  const words = wordsFor(alert, person.language)
  const token = makeToken(callKey(services), alertId, registrantId)
  const address = `${publicUrl}${words.language === 'pt' ? '/alerta' : '/en/alert'}?t=${token}`
  const isPhone = contact.kind === 'phone'
  const messageId = await queueMessage(db, services, {
    channel: isPhone ? 'sms' : 'email',
    kind: 'alert',
    to: contact.value,
    subject: words.subject,
    text: isPhone ? smsOf(name, words, address) : mailOf(words, address)
  })
  return people.setHandedOver(db, alertId, registrantId, messageId)
}

/**
 * Hands the messages of declared alerts over to be sent, at least once: in an emergency a message that comes twice is better
 * than none. What is handed over and that it was stand in one transaction. Returns how many.
 */
export const handOverAlerts = (services: Services): Promise<number> =>
  transaction(services, system('alerts'), async (db) => {
    if ((await people.countWaitingMessages(db)) >= WAITING_MAX) return 0
    const claims = await people.claimQueued(db, HAND_OVER)
    for (const claim of claims)
      await handOver(db, services, claim).catch((error: unknown) => {
        if (!(error instanceof UnreadableError)) throw error
        // The post sees them among those whom no message reaches; the others do not wait for it.
        services.log.error({ alert: claim.alertId, id: claim.registrantId }, 'a contact cannot be read')
        return people.giveUpLead(db, claim.alertId, claim.registrantId)
      })
    return claims.length
  })
