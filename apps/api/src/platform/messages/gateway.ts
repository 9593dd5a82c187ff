import { isLoopback } from '../../config.ts'
import type { Services } from '../../services.ts'
import { createMailLines, type MailFailure } from './mailLines.ts'
import { writeMail } from './mailText.ts'
import type { MessageCalendar } from './messages.queries.ts'

interface Outgoing {
  id: string
  to: string
  subject: string
  text: string
  headers?: Record<string, string>
  calendar?: MessageCalendar
  /** Others go first where the mail server is busy. */
  canWait?: boolean
}

/** How messages leave. Returns when the other side has taken the message over. */
export interface Gateway {
  /** Throws a `MailFailure` where the mail server did not take it. */
  email(message: Outgoing): Promise<void>
  sms(message: Outgoing): Promise<void>
}

const TIMEOUT_MS = 10_000

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
  const { smtpUrl, smsUrl, mailFrom, production } = config
  const sendMail = smtpUrl ? createMailLines(smtpUrl, { requireTLS: production && needsTls(smtpUrl) }) : null
  const domain = /@([\w.-]+)>?$/.exec(mailFrom)?.[1] ?? 'localhost'
  return {
    async email({ id, canWait, ...message }) {
      if (!sendMail) return
      // Made from the row, so that a repeat after a crash can be recognised.
      const mail = { ...message, from: mailFrom, messageId: `<${id}@${domain}>` }
      const { envelope, text } = await writeMail(mail).catch((error: unknown) => {
        throw Object.assign(error as MailFailure, { mayHaveLeft: false })
      })
      await sendMail(envelope, text, canWait)
    },
    async sms({ id, to, text }) {
      if (!smsUrl) return
      const answer = await fetch(smsUrl, {
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
