import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/*
 * Lines to the mail server, kept open and used again. nodemailer's own pool composes and logs for each message: the connection
 * below it, given a finished text, costs a fifth (`docs/performance.md`).
 */

/**
 * Why a mail was not taken. `mayHaveLeft`: the line broke when at least a part of the text was on its way. `isShut`: the server let
 * nobody in, and has said nothing of this mail.
 */
export type MailFailure = Error & { code?: string; responseCode?: number; mayHaveLeft?: boolean; isShut?: boolean }

/** Who a mail is from and to, in the commands of SMTP. */
export interface Envelope {
  from: string
  to: string[]
}

/**
 * Hands over a text (RFC 5322); returns when the mail server has taken it, throws a `MailFailure` where it did not. Where all lines
 * are taken, who `canWait` lets the others go first.
 */
export type SendMail = (envelope: Envelope, text: string, canWait?: boolean) => Promise<void>

const TIMEOUT_MS = 10_000
/** Shared by all who send; mail servers allow so many to one address. An address that says `maxConnections=5` has the last word. */
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
  /** So many mails it was given, taken or refused. */
  used: number
  ended: boolean
  /** Who waits for an answer on it hears that it has ended. */
  onEnded?: (error: Error) => void
}

/** Opens a line and signs in where the address has a name and the server asks for one; `onEnd` is called once, at its end. */
function openLine(options: Options, onEnd: () => void): Promise<Line> {
  const line: Line = { connection: new SMTPConnection(options), used: 0, ended: false }
  const { connection } = line
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error)
      connection.close()
    }
    // What happens while a text is sent is told to who sends it; on a line that rests it only ends the line.
    connection.on('error', (error: Error) => reject(error))
    connection.once('end', () => {
      line.ended = true
      const error = new Error('The mail server ended the line.')
      reject(error)
      // The library tells who sends after this, and nobody else: a reset has no other sign.
      globalThis.setImmediate(() => line.onEnded?.(error))
      onEnd()
    })
    connection.connect((error) => {
      if (error) return fail(error)
      if (!options.auth || !connection.allowsAuth) return resolve(line)
      const { user, pass } = options.auth
      connection.login({ credentials: { user, pass } }, (refused) => (refused ? fail(refused) : resolve(line)))
    })
  })
}

/** Waits for an answer on a line, or for its end. */
async function answerOn(line: Line, ask: (done: (error: Error | null) => void) => void): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      line.onEnded = reject
      ask((error) => (error ? reject(error) : resolve()))
    })
  } finally {
    delete line.onEnded
  }
}

/** Sends one text over a line. */
async function sendOver(line: Line, envelope: Envelope, text: string): Promise<void> {
  // A stream, for it knows whether any of it was read.
  const content = new Readable({
    read() {
      this.push(text)
      this.push(null)
    }
  })
  line.used++
  try {
    // The library writes into the envelope.
    await answerOn(line, (done) => void line.connection.send({ ...envelope }, content, done))
  } catch (error) {
    throw Object.assign(error as Error, { mayHaveLeft: content.readableDidRead })
  }
}

const reset = (line: Line) => answerOn(line, (done) => void line.connection.reset(done))

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
  const waiting: Record<'first' | 'later', (() => void)[]> = { first: [], later: [] }
  const wake = () => (waiting.first.shift() ?? waiting.later.shift())?.()

  async function openOne(): Promise<Line> {
    open++
    try {
      return await openLine(options, () => {
        open--
        wake()
      })
    } catch (error) {
      throw Object.assign(error as MailFailure, { mayHaveLeft: false, responseCode: undefined, isShut: true })
    }
  }

  /** A line that rests, or a new one; where there are as many as there may be, the next that gets free. */
  async function take(canWait: boolean): Promise<Line> {
    for (;;) {
      const line = resting.pop()
      if (line && !line.ended) return line
      if (line) continue
      if (open < linesMax) return openOne()
      await new Promise<void>((resolve) => void waiting[canWait ? 'later' : 'first'].push(resolve))
    }
  }

  function give(line: Line) {
    if (line.ended) return
    // It counts until it has ended: the server counts it too.
    if (line.used >= messagesMax) return line.connection.quit()
    resting.push(line)
    wake()
  }

  return async (envelope, text, canWait = false) => {
    for (;;) {
      const line = await take(canWait)
      const isFresh = line.used === 0
      try {
        return await sendOver(line, envelope, text)
      } catch (error) {
        const failure = error as MailFailure
        if (isRefusal(failure)) await reset(line).catch(() => line.connection.close())
        else line.connection.close()
        // A line that rested may have been ended by the other side in between: nothing of the text was on its way.
        if (isFresh || failure.mayHaveLeft || failure.responseCode !== undefined) throw failure
      } finally {
        give(line)
      }
    }
  }
}
