import crypto from 'node:crypto'
import type { MailingPurpose } from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { writeAudit, writeAuditLists, writeEvent } from '../../db/records.ts'
import { UnreadableError } from '../../db/sealing.ts'
import type { Gateway } from '../../platform/messages/gateway.ts'
import type { MailFailure } from '../../platform/messages/mailLines.ts'
import { recordForOutbox } from '../../platform/messages/messages.queries.ts'
import { openContact } from '../../registry/registrants/contacts.queries.ts'
import { statement, transaction, untilDone, type Services } from '../../services.ts'
import { allOf, together } from '../../together.ts'
import { findMailing, listUnfilled, markFilled, type MailingRow } from './mailings.queries.ts'
import { bodyOf, contentFor, failureOf, pauseSeconds, TRIES_MAX } from './mailings.rules.ts'
import * as recipients from './recipients.queries.ts'
import { makeToken } from '../tokens.rules.ts'
import { tokenKey } from './unsubscribe.commands.ts'

/*
 * Sends mailings at most once ("Delivery rule"): that a message is on its way is committed before the mail server is spoken
 * to, one message for each sender. After a crash it is `unknown`, shown to staff, and sent only by their decision. Senders
 * that are free at the same time write down what became of their messages, and take on the next, in one statement.
 */
export const SENDERS = 32

interface Prepared {
  to: string
  subject: string
  text: string
  headers: Record<string, string>
}

/** The same for the same message, also after a decision to send it again; names nobody. */
const messageId = ({ mailingId, registrantId }: recipients.Claim) =>
  crypto.hash('sha256', `${mailingId}|${registrantId}`).slice(0, 32)

/** The message to one person. Throws UnreadableError where their contact does not open. */
function write(services: Services, key: Buffer, mailing: MailingRow, taken: recipients.Taken): Prepared {
  const { publicUrl, name } = services.config
  const token = makeToken(key, taken.mailingId, taken.registrantId)
  const content = contentFor(mailing, taken.language!)
  const page = content.language === 'pt' ? '/sair' : '/en/leave'
  return {
    to: openContact(services.keys, taken.contact!),
    subject: content.subject,
    text: bodyOf(content, mailing.purpose as MailingPurpose, `${publicUrl}${page}?t=${token}`, name),
    headers: {
      'List-Unsubscribe': `<${publicUrl}/api/v1/unsubscribe/${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'X-Ponte-Mailing': taken.mailingId
    }
  }
}

/** Hands one message to the mail server, and says what became of it. */
async function hand(gateway: Gateway, claim: recipients.Claim, message: Prepared): Promise<recipients.Outcome> {
  try {
    await gateway.email({ id: messageId(claim), ...message, canWait: true })
    return { ...claim, state: 'sent' }
  } catch (error) {
    const { code, name, isShut = false } = error as MailFailure
    const failure = failureOf(error as MailFailure)
    const why = { error: code ?? name }
    // A server that lets nobody in has not refused this message; a mailing waits for it until somebody stops it.
    if (failure === 'retry' && (isShut || claim.attempts < TRIES_MAX))
      return { ...claim, ...why, state: 'queued', pauseSeconds: pauseSeconds(claim.attempts) }
    return { ...claim, ...why, state: failure === 'unknown' ? 'unknown' : 'failed' }
  }
}

/** Writes and sends one message that was taken on, and says what became of it. */
async function send(
  services: Services,
  gateway: Gateway,
  { key, mailing }: { key: Buffer; mailing: MailingRow },
  taken: recipients.Taken
): Promise<recipients.Outcome> {
  const { mailingId, registrantId, attempts } = taken
  const claim = { mailingId, registrantId, attempts }
  let message: Prepared
  try {
    message = write(services, key, mailing, taken)
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    services.log.error({ mailing: mailingId, id: registrantId }, 'a contact cannot be read')
    return { ...claim, state: 'failed', error: 'unreadable' }
  }
  const outcome = await hand(gateway, claim, message)
  if (services.config.development && outcome.state === 'sent')
    await untilDone(() => transaction(services, system('mailing'), (db) => recordForOutbox(db, services, message)))
  return outcome
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
  const mailings = new Map<string, Promise<MailingRow | null>>()
  /** While a mailing is being sent, nobody changes its text. */
  const mailingOf = (id: string) => {
    const found =
      mailings.get(id) ?? untilDone(() => transaction(services, system('mailing'), (db) => findMailing(db, id)))
    mailings.set(id, found)
    return found
  }
  const step = together(async (senders: { outcome: recipients.Outcome | null; goesOn: boolean }[]) => {
    const outcomes = senders.flatMap(({ outcome }) => outcome ?? [])
    const say = (claims: number) =>
      statement(services, system('mailing'), recipients.stepStatement({ outcomes, claims }))
    const rows = await say(senders.filter(({ goesOn }) => goesOn).length).catch((error: unknown) => {
      if (outcomes.length === 0) throw error
      // What the mail server said is never lost, and the message never queued again. Nothing is taken on here any more: what a
      // first try took whose answer was lost would be in nobody's hands.
      return untilDone(() => say(0))
    })
    const taken = rows.map(recipients.toTaken)
    return senders.map(({ goesOn }) => (goesOn ? taken.shift() : undefined))
  })
  async function sender(): Promise<number> {
    let outcome: recipients.Outcome | null = null
    for (let sent = 0; ;) {
      const goesOn = !isStopping()
      if (!goesOn && !outcome) return sent
      const taken: recipients.Taken | undefined = await step({ outcome, goesOn })
      outcome = null
      if (!taken) return sent
      if (taken.state !== 'sending') continue
      outcome = await send(services, gateway, { key, mailing: (await mailingOf(taken.mailingId))! }, taken)
      sent++
    }
  }
  const sent = await allOf(SENDERS, sender)
  await transaction(services, system('mailing'), async (db) => {
    for (const id of await recipients.finishMailings(db)) await writeEvent(db, 'mailing.finished', id)
  })
  return sent
}
