import crypto from 'node:crypto'
import type { MailingPurpose } from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { writeEvent } from '../../db/records.ts'
import { UnreadableError } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Gateway, MailFailure } from '../../platform/messages/messages.jobs.ts'
import { recordForOutbox } from '../../platform/messages/messages.queries.ts'
import { findContact } from '../../registry/registrants/contacts.queries.ts'
import { findRegistrantKey } from '../../registry/registrants/registrantKeys.queries.ts'
import { findRegistrantRow } from '../../registry/registrants/registrants.queries.ts'
import { transaction, type Services } from '../../services.ts'
import { findMailing } from './mailings.queries.ts'
import { bodyOf, contentFor, failureOf, pauseSeconds, TRIES_MAX } from './mailings.rules.ts'
import * as recipients from './recipients.queries.ts'
import { makeToken } from '../tokens.rules.ts'
import { tokenKey } from './unsubscribe.commands.ts'

/*
 * Sends mailings at most once ("Delivery rule"): that a message is on its way is committed before the mail server is spoken
 * to, one message a claim. After a crash it is `unknown`, shown to staff, and sent only by their decision.
 */
const SENDERS = 4

interface Prepared {
  claim: recipients.Claim
  to: string
  subject: string
  text: string
  headers: Record<string, string>
}

/** The same for the same message, also after a decision to send it again; names nobody. */
const messageId = ({ mailingId, registrantId }: recipients.Claim) =>
  crypto.createHash('sha256').update(`${mailingId}|${registrantId}`).digest('hex').slice(0, 32)

/** What a claimed message is, or what became of it meanwhile: who withdrew gets nothing. */
async function prepare(db: Db, services: Services, claim: recipients.Claim): Promise<Prepared | null> {
  const mailing = (await findMailing(db, claim.mailingId))!
  const purpose = mailing.purpose as MailingPurpose
  if (!(await recipients.stillAgrees(db, claim.registrantId, purpose))) {
    await recipients.recordOutcome(db, claim, 'withdrawn')
    return null
  }
  const row = (await findRegistrantRow(db, undefined, claim.registrantId))!
  const key = await findRegistrantKey(db, services.keys, row.id)
  const contact = key && (await findContact(db, key, row.id))
  if (contact?.kind !== 'email' || !contact.verifiedAt) {
    await recipients.recordOutcome(db, claim, 'unreachable')
    return null
  }
  const { publicUrl, name } = services.config
  const token = makeToken(tokenKey(services), claim.mailingId, claim.registrantId)
  const content = contentFor(mailing, row.language)
  const page = content.language === 'pt' ? '/sair' : '/en/leave'
  return {
    claim,
    to: contact.value,
    subject: content.subject,
    text: bodyOf(content, purpose, `${publicUrl}${page}?t=${token}`, name),
    headers: {
      'List-Unsubscribe': `<${publicUrl}/api/v1/unsubscribe/${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'X-Ponte-Mailing': claim.mailingId
    }
  }
}

/** Claims and prepares in one transaction; nothing is due: undefined. */
const take = (services: Services) =>
  transaction(services, system('mailing'), async (db) => {
    const claim = await recipients.claimRecipient(db)
    if (!claim) return undefined
    try {
      return { prepared: await prepare(db, services, claim) }
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error
      services.log.error({ mailing: claim.mailingId, id: claim.registrantId }, 'a contact cannot be read')
      await recipients.recordOutcome(db, claim, 'failed', 'unreadable')
      return { prepared: null }
    }
  })

/** What the mail server said is written down until that succeeds, and the message is never queued again. */
async function recordUntilDone(services: Services, work: (db: Db) => Promise<unknown>) {
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 5000)) {
    try {
      return await transaction(services, system('mailing'), work)
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

async function send(services: Services, gateway: Gateway, { claim, ...message }: Prepared) {
  try {
    await gateway.email({ id: messageId(claim), ...message })
  } catch (error) {
    const failure = failureOf(error as MailFailure)
    const why = String((error as { code?: string }).code ?? (error as Error).name)
    await recordUntilDone(services, (db) =>
      failure === 'retry' && claim.attempts < TRIES_MAX
        ? recipients.requeue(db, claim, pauseSeconds(claim.attempts), why)
        : recipients.recordOutcome(db, claim, failure === 'unknown' ? 'unknown' : 'failed', why)
    )
    return
  }
  await recordUntilDone(services, async (db) => {
    await recipients.recordOutcome(db, claim, 'sent')
    if (services.config.development) await recordForOutbox(db, services, message)
  })
}

async function sender(services: Services, gateway: Gateway, isStopping: () => boolean): Promise<number> {
  for (let sent = 0; ;) {
    if (isStopping()) return sent
    const taken = await take(services)
    if (!taken) return sent
    if (!taken.prepared) continue
    await send(services, gateway, taken.prepared)
    sent++
  }
}

/** Sends what is due of the mailings that were approved. Returns how many were handed to the mail or refused by it. */
export async function sendMailings(
  services: Services,
  gateway: Gateway,
  isStopping: () => boolean = () => false
): Promise<number> {
  const { mailLeaseSeconds } = services.config.limits
  await transaction(services, system('mailing'), (db) => recipients.markUnknown(db, mailLeaseSeconds))
  const sent = await Promise.all(Array.from({ length: SENDERS }, () => sender(services, gateway, isStopping)))
  await transaction(services, system('mailing'), async (db) => {
    for (const id of await recipients.finishMailings(db)) await writeEvent(db, 'mailing.finished', id)
  })
  return sent.reduce((sum, count) => sum + count, 0)
}
