import nodemailer from 'nodemailer'
import { system } from '../../db/actor.ts'
import { transaction, type Services } from '../../services.ts'
import { claimMessage, openContent, recordFailure, recordSent } from './messages.queries.ts'

interface Outgoing {
  id: string
  to: string
  subject: string
  text: string
}

/** How messages leave. Returns when the other side has taken the message over. */
export interface Gateway {
  email(message: Outgoing): Promise<void>
  sms(message: Outgoing): Promise<void>
}

const TIMEOUT_MS = 10_000

/** Real SMTP and an HTTP gateway for SMS; without them messages stay in the outbox of a development server. */
export function createGateway({ config }: Pick<Services, 'config'>): Gateway {
  const transport = config.smtpUrl
    ? nodemailer.createTransport({
        url: config.smtpUrl,
        pool: true,
        connectionTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS
      } as never)
    : null
  const domain = /@([\w.-]+)>?$/.exec(config.mailFrom)?.[1] ?? 'localhost'
  return {
    async email({ id, to, subject, text }) {
      // The Message-ID is made from the row, so that a repeat after a crash can be recognised.
      await transport?.sendMail({ from: config.mailFrom, to, subject, text, messageId: `<${id}@${domain}>` })
    },
    async sms({ id, to, text }) {
      if (!config.smsUrl) return
      const answer = await fetch(config.smsUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ to, text }),
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
      await transaction(services, system('messages'), (db) =>
        recordFailure(db, row.id, row.attempts, (error as Error).name)
      )
      continue
    }
    await recordUntilDone(services, row.id)
    sent++
  }
}
