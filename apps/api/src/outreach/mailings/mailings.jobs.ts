import crypto from 'node:crypto'
import type { MailingPurpose } from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { writeAudit, writeAuditLists, writeEvent } from '../../db/records.ts'
import { UnreadableError } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Gateway, MailFailure } from '../../platform/messages/messages.jobs.ts'
import { recordForOutbox } from '../../platform/messages/messages.queries.ts'
import { findSealedContacts, openContact, type SealedContact } from '../../registry/registrants/contacts.queries.ts'
import { transaction, untilDone, type Services } from '../../services.ts'
import { allOf, together } from '../../together.ts'
import { findMailings, listUnfilled, markFilled, type MailingRow } from './mailings.queries.ts'
import { bodyOf, contentFor, failureOf, pauseSeconds, TRIES_MAX } from './mailings.rules.ts'
import * as recipients from './recipients.queries.ts'
import { makeToken } from '../tokens.rules.ts'
import { tokenKey } from './unsubscribe.commands.ts'

/*
 * Sends mailings at most once ("Delivery rule"): that a message is on its way is committed before the mail server is spoken
 * to, one message for each sender. After a crash it is `unknown`, shown to staff, and sent only by their decision. Senders
 * that are free at the same time take their messages, and write down what became of them, in one transaction.
 */
export const SENDERS = 16

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

/** The message to one person. */
function write(
  services: Services,
  key: Buffer,
  mailing: MailingRow,
  claim: recipients.Claim,
  to: string,
  language: string
): Prepared {
  const { publicUrl, name } = services.config
  const token = makeToken(key, claim.mailingId, claim.registrantId)
  const content = contentFor(mailing, language)
  const page = content.language === 'pt' ? '/sair' : '/en/leave'
  return {
    claim,
    to,
    subject: content.subject,
    text: bodyOf(content, mailing.purpose as MailingPurpose, `${publicUrl}${page}?t=${token}`, name),
    headers: {
      'List-Unsubscribe': `<${publicUrl}/api/v1/unsubscribe/${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'X-Ponte-Mailing': claim.mailingId
    }
  }
}

/** What is to be sent of a claim, or what became of it meanwhile: who withdrew gets nothing. */
function prepare(
  services: Services,
  key: Buffer,
  claim: recipients.Claim,
  {
    mailing,
    language,
    contact
  }: { mailing: MailingRow; language?: string | undefined; contact?: SealedContact | undefined }
): Prepared | recipients.Outcome {
  if (language === undefined) return { ...claim, state: 'withdrawn' }
  if (contact?.kind !== 'email' || !contact.verifiedAt) return { ...claim, state: 'unreachable' }
  try {
    return write(services, key, mailing, claim, openContact(services.keys, contact), language)
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    services.log.error({ mailing: claim.mailingId, id: claim.registrantId }, 'a contact cannot be read')
    return { ...claim, state: 'failed', error: 'unreadable' }
  }
}

/**
 * Claims and prepares so many messages in one transaction. For each it gives the message, null where nothing of it is to be
 * sent, or undefined where nothing is due any more.
 */
const take = (services: Services, key: Buffer, count: number): Promise<(Prepared | null | undefined)[]> =>
  transaction(services, system('mailing'), async (db) => {
    const claims = await recipients.claimRecipients(db, count)
    const mailings = await findMailings(db, [...new Set(claims.map(({ mailingId }) => mailingId))])
    const languages = await recipients.findAgreeing(db, claims)
    const contacts = await findSealedContacts(
      db,
      claims.map(({ registrantId }) => registrantId)
    )
    const prepared = claims.map((claim) =>
      prepare(services, key, claim, {
        mailing: mailings.get(claim.mailingId)!,
        language: languages.get(recipients.nameOf(claim)),
        contact: contacts.get(claim.registrantId)
      })
    )
    await recipients.recordOutcomes(
      db,
      prepared.filter((one) => 'state' in one)
    )
    return Array.from({ length: count }, (_, n) => {
      const one = prepared[n]
      return one && 'state' in one ? null : one
    })
  })

/** Hands one message to the mail server, and says what became of it. */
async function send(gateway: Gateway, { claim, ...message }: Prepared): Promise<recipients.Outcome> {
  try {
    await gateway.email({ id: messageId(claim), ...message })
    return { ...claim, state: 'sent' }
  } catch (error) {
    const failure = failureOf(error as MailFailure)
    const why = { error: String((error as { code?: string }).code ?? (error as Error).name) }
    if (failure === 'retry' && claim.attempts < TRIES_MAX)
      return { ...claim, ...why, state: 'queued', pauseSeconds: pauseSeconds(claim.attempts) }
    return { ...claim, ...why, state: failure === 'unknown' ? 'unknown' : 'failed' }
  }
}

/** Somebody stopped the mailing while it was written down who gets it: nobody does. */
class StoppedMeanwhile extends Error {}

/**
 * Writes down who gets the mailings that were approved, and notes each of them in the audit as the act of whoever approved, so
 * that everybody can read what was sent to them. Nothing goes out before that is whole.
 */
export async function fillMailings(services: Services): Promise<void> {
  const unfilled = await transaction(services, system('mailing'), listUnfilled)
  for (const row of unfilled)
    await transaction(services, system('mailing'), async (db) => {
      if (!(await recipients.lockFilling(db, row.id))) return
      const count = await recipients.insertRecipients(
        db,
        row.id,
        row as Parameters<typeof recipients.insertRecipients>[2]
      )
      const auditId = createId()
      const approver = { kind: 'staff', id: row.approvedBy! } as const
      await writeAudit(db, approver, { id: auditId, action: 'mailing.sent', count, fields: [row.purpose] })
      await writeAuditLists(db, auditId, (after, limit) => recipients.listRecipientIds(db, row.id, after, limit))
      if (!(await markFilled(db, row.id))) throw new StoppedMeanwhile()
    }).catch((error: unknown) => {
      if (!(error instanceof StoppedMeanwhile)) throw error
    })
}

/** Sends what is due of the mailings that were approved. Returns how many were handed to the mail or refused by it. */
export async function sendMailings(
  services: Services,
  gateway: Gateway,
  isStopping: () => boolean = () => false
): Promise<number> {
  const { mailLeaseSeconds } = services.config.limits
  await fillMailings(services)
  await transaction(services, system('mailing'), (db) => recipients.markUnknown(db, mailLeaseSeconds))
  const key = tokenKey(services)
  const takeOne = together((senders: null[]) => take(services, key, senders.length))
  const record = together(async (done: { outcome: recipients.Outcome; message: Prepared }[]) => {
    const note = async (db: Db) => {
      await recipients.recordOutcomes(
        db,
        done.map(({ outcome }) => outcome)
      )
      if (services.config.development)
        for (const { outcome, message } of done)
          if (outcome.state === 'sent') await recordForOutbox(db, services, message)
    }
    // What the mail server said is never lost, and the message never queued again.
    await untilDone(() => transaction(services, system('mailing'), note))
    return done
  })
  async function sender(): Promise<number> {
    for (let sent = 0; ;) {
      if (isStopping()) return sent
      const message = await takeOne(null)
      if (message === undefined) return sent
      if (message === null) continue
      await record({ message, outcome: await send(gateway, message) })
      sent++
    }
  }
  const sent = await allOf(SENDERS, sender)
  await transaction(services, system('mailing'), async (db) => {
    for (const id of await recipients.finishMailings(db)) await writeEvent(db, 'mailing.finished', id)
  })
  return sent
}
