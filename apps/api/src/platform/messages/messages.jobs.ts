import type { Readable } from 'node:stream'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import type MailMessage from 'nodemailer/lib/mailer/mail-message.js'
import { isLoopback } from '../../config.ts'
import { system } from '../../db/actor.ts'
import { transaction, type Services } from '../../services.ts'
import { claimMessage, openContent, recordFailure, recordSent, type MessageCalendar } from './messages.queries.ts'

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

/** After the other side took a message, it is recorded until that succeeds, and never queued again. */
async function recordUntilDone(services: Services, id: string) {
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 5000)) {
    try {
      return await transaction(services, system('messages'), (db) => recordSent(db, id))
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/** Sends what is queued, one message a claim, at least once. Returns how many left. */
export async function sendQueuedMessages(
  services: Services,
  gateway: Gateway,
  isStopping: () => boolean = () => false
): Promise<number> {
  for (let sent = 0; ;) {
    if (isStopping()) return sent
    const row = await transaction(services, system('messages'), (db) => claimMessage(db))
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
    await recordUntilDone(services, row.id)
    sent++
  }
}
