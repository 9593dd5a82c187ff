import type { Readable } from 'node:stream'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import type MailMessage from 'nodemailer/lib/mailer/mail-message.js'
import { isLoopback } from '../../config.ts'
import { system } from '../../db/actor.ts'
import { transaction, untilDone, type Services } from '../../services.ts'
import { allOf, together } from '../../together.ts'
import { claimMessages, openContent, recordFailure, recordSent, type MessageCalendar } from './messages.queries.ts'

interface Outgoing {
  id: string
  to: string
  subject: string
  text: string
  headers?: Record<string, string>
  calendar?: MessageCalendar
}

/** Why a mail was not taken. `mayHaveLeft`: the line broke when at least a part of the text was on its way. */
export type MailFailure = Error & { code?: string; responseCode?: number; mayHaveLeft?: boolean }

/** How messages leave. Returns when the other side has taken the message over. */
export interface Gateway {
  email(message: Outgoing): Promise<void>
  sms(message: Outgoing): Promise<void>
}

const TIMEOUT_MS = 10_000
/** So many messages are on their way at once: codes, invitations, alerts. */
export const SENDERS = 4
/** Enough for these and for the senders of mailings. An address that says `maxConnections=5` has the last word. */
const CONNECTIONS_MAX = 20

/** Hands out the stream of a mail's text when it is made, so that it can be asked later whether any of it was read. */
function watchStream(mail: MailMessage, done: (error?: Error | null) => void) {
  const create = mail.message.createReadStream.bind(mail.message)
  mail.message.createReadStream = (options) => {
    const stream = create(options)
    ;(mail.data as { onStream?: (stream: Readable) => void }).onStream?.(stream)
    return stream
  }
  done()
}

/**
 * What goes over a network goes over TLS or not at all: a server that offers none is refused, rather than told contacts in
 * clear. One on this machine needs none, and an address that says `requireTLS=false` is the operator's own word.
 */
export function needsTls(smtpUrl: string): boolean {
  const { hostname, protocol, searchParams } = new URL(smtpUrl)
  return protocol === 'smtp:' && !isLoopback(hostname) && !searchParams.has('requireTLS')
}

/** Real SMTP and an HTTP gateway for SMS; without them messages stay in the outbox of a development server. */
export function createGateway({ config }: Pick<Services, 'config'>): Gateway {
  const transport = config.smtpUrl
    ? nodemailer.createTransport({
        url: config.smtpUrl,
        ...(config.production && needsTls(config.smtpUrl) ? { requireTLS: true } : {}),
        pool: true,
        maxConnections: CONNECTIONS_MAX,
        // Whether a message goes again is decided here, where it is known if it may have left.
        maxRequeues: 0,
        connectionTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS
      } as never)
    : null
  transport?.use('stream', watchStream)
  const domain = /@([\w.-]+)>?$/.exec(config.mailFrom)?.[1] ?? 'localhost'
  return {
    async email({ id, to, subject, text, headers, calendar }) {
      if (!transport) return
      let content: Readable | undefined
      try {
        await transport.sendMail({
          from: config.mailFrom,
          to,
          subject,
          text,
          // Made from the row, so that a repeat after a crash can be recognised.
          messageId: `<${id}@${domain}>`,
          ...(headers && { headers }),
          ...(calendar && { icalEvent: { ...calendar, filename: 'reuniao.ics' } }),
          onStream: (stream: Readable) => void (content = stream)
        } as SendMailOptions)
      } catch (error) {
        // The library's own word on where it broke off names the connection also after the text had gone.
        throw Object.assign(error as Error, { mayHaveLeft: content?.readableDidRead ?? false })
      }
    },
    async sms({ id, to, text }) {
      if (!config.smsUrl) return
      const answer = await fetch(config.smsUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ to, text }),
        // Who sends a number to another place than the operator wrote down is not followed.
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS)
      })
      if (!answer.ok) throw new Error(`The SMS gateway answered ${answer.status}.`)
    }
  }
}

/**
 * Sends what is queued, one message a sender, at least once: of each sender that is killed one may come twice. Senders that are
 * free at the same time claim and record together. Returns how many left.
 */
export async function sendQueuedMessages(
  services: Services,
  gateway: Gateway,
  isStopping: () => boolean = () => false
): Promise<number> {
  const claim = together(async (senders: null[]) => {
    const rows = await transaction(services, system('messages'), (db) => claimMessages(db, senders.length))
    return senders.map((_, n) => rows[n])
  })
  // What the other side took is never queued again.
  const record = together(async (ids: string[]) => {
    await untilDone(() => transaction(services, system('messages'), (db) => recordSent(db, ids)))
    return ids
  })
  async function sender(): Promise<number> {
    for (let sent = 0; ;) {
      const row = isStopping() ? undefined : await claim(null)
      if (!row) return sent
      try {
        await gateway[row.channel]({ id: row.id, ...openContent(services.keys, row.id, row.content_sealed) })
      } catch (error) {
        services.log.warn(
          { messageId: row.id, reason: (error as Error).message.replace(/\S+@\S+|\+\d+/g, '…') },
          'message not sent'
        )
        const { name, responseCode = 0 } = error as MailFailure
        await transaction(services, system('messages'), (db) =>
          recordFailure(db, row, { error: name, isForGood: responseCode >= 500 })
        )
        continue
      }
      await record(row.id)
      sent++
    }
  }
  return allOf(SENDERS, sender)
}
