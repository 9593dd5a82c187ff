import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/*
 * Lines to the mail server, kept open and used again. nodemailer's own pool composes and logs for each message: the connection
 * below it, given a finished text, costs a fifth (`docs/performance.md`).
 */

/** Why a mail was not taken. `mayHaveLeft`: the line broke when at least a part of the text was on its way. */
export type MailFailure = Error & { code?: string; responseCode?: number; mayHaveLeft?: boolean }

/** Who a mail is from and to, in the commands of SMTP. */
export interface Envelope {
  from: string
  to: string[]
}

/** Hands over a text (RFC 5322); returns when the mail server has taken it, throws a `MailFailure` where it did not. */
export type SendMail = (envelope: Envelope, text: string) => Promise<void>

const TIMEOUT_MS = 10_000
/** Enough for the senders of messages and of mailings. An address that says `maxConnections=5` has the last word. */
const LINES_MAX = 20
/** Mail servers end a line on which too much was said, some after a hundred messages. An address may say `maxMessages=`. */
const MESSAGES_MAX = 100

type Options = SMTPConnection.Options & {
  auth?: { user: string; pass: string }
  maxConnections?: number
  maxMessages?: number
}

interface Line {
  connection: SMTPConnection
  sent: number
  /** The other side has hung up, or something went wrong on it. */
  ended: boolean
}

/** Opens a line and signs in where the address has a name and the server asks for one. */
function openLine(options: Options): Promise<Line> {
  const line: Line = { connection: new SMTPConnection(options), sent: 0, ended: false }
  const { connection } = line
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      line.ended = true
      reject(error)
      connection.close()
    }
    // What happens while a text is sent is told to who sends it; on a line that rests it only ends the line.
    connection.on('error', (error: Error) => {
      line.ended = true
      reject(error)
    })
    connection.once('end', () => fail(new Error('The mail server ended the line.')))
    connection.connect((error) => {
      if (error) return fail(error)
      if (!options.auth || !connection.allowsAuth) return resolve(line)
      const { user, pass } = options.auth
      connection.login({ credentials: { user, pass } }, (refused) => (refused ? fail(refused) : resolve(line)))
    })
  })
}

/** Sends one text over a line. */
function sendOver({ connection }: Line, envelope: Envelope, text: string): Promise<void> {
  // A stream, for it knows whether any of it was read.
  const content = new Readable({
    read() {
      this.push(text)
      this.push(null)
    }
  })
  return new Promise((resolve, reject) => {
    connection.send(envelope, content, (error) =>
      error ? reject(Object.assign(error, { mayHaveLeft: content.readableDidRead })) : resolve()
    )
  })
}

const resetOf = ({ connection }: Line): Promise<void> =>
  new Promise((resolve, reject) => connection.reset((error) => (error ? reject(error) : resolve())))

/** The server said no to this message and means no more by it. 421 means that it hangs up (RFC 5321, 3.8). */
const isRefusal = ({ code, responseCode }: MailFailure) =>
  (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode !== 421

/** Lines to the mail server at this address; `requireTLS` refuses one that offers no TLS before anything is told. */
export function createMailLines(smtpUrl: string, { requireTLS = false } = {}): SendMail {
  const options = {
    ...(requireTLS && { requireTLS }),
    connectionTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    ...(parseConnectionUrl(smtpUrl) as Options)
  }
  const linesMax = options.maxConnections ?? LINES_MAX
  const messagesMax = options.maxMessages ?? MESSAGES_MAX
  let open = 0
  const resting: Line[] = []
  const waiting: (() => void)[] = []

  /** A line that rests, or a new one; where there are as many as there may be, the next that gets free. */
  async function take(): Promise<Line> {
    for (;;) {
      const line = resting.pop()
      if (line && !line.ended) return line
      if (line) open--
      else if (open < linesMax) break
      else await new Promise<void>((resolve) => void waiting.push(resolve))
    }
    open++
    try {
      return await openLine(options)
    } catch (error) {
      open--
      waiting.shift()?.()
      // A server that lets nobody in has said nothing of this message.
      throw Object.assign(error as MailFailure, { mayHaveLeft: false, responseCode: undefined })
    }
  }

  function give(line: Line) {
    if (!line.ended && line.sent >= messagesMax) {
      line.ended = true
      line.connection.quit()
    }
    if (line.ended) open--
    else resting.push(line)
    waiting.shift()?.()
  }

  function hangUp(line: Line) {
    line.ended = true
    line.connection.close()
  }

  return async (envelope, text) => {
    for (;;) {
      const line = await take()
      const isFresh = line.sent === 0
      try {
        await sendOver(line, envelope, text)
        line.sent++
        return
      } catch (error) {
        const failure = error as MailFailure
        if (isRefusal(failure)) await resetOf(line).catch(() => hangUp(line))
        else hangUp(line)
        // A line that rested may have been ended by the other side in between: nothing of the text was on its way.
        if (isFresh || failure.mayHaveLeft || failure.responseCode !== undefined) throw failure
      } finally {
        give(line)
      }
    }
  }
}
