import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Delivery {
  messageId: string
  to: string
}

export interface SmtpSink {
  url: string
  /** What it said 250 to, in order. */
  deliveries: Delivery[]
  /** How many of the next messages it refuses for now. */
  refuse(count: number): void
  close(): Promise<void>
}

/** A mail server on this machine that keeps what it takes. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const deliveries: Delivery[] = []
  let refusals = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => void parts.push(part))
      stream.on('end', () => {
        if (refusals-- > 0) return callback(Object.assign(new Error('Try again later'), { responseCode: 451 }))
        const messageId = /^message-id: *(\S+)/im.exec(Buffer.concat(parts).toString())?.[1] ?? ''
        deliveries.push({ messageId, to: session.envelope.rcptTo[0]!.address })
        callback()
      })
    }
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    deliveries,
    refuse: (count) => void (refusals = count),
    close: () => new Promise((resolve) => void server.close(() => resolve()))
  }
}
