import MailComposer from 'nodemailer/lib/mail-composer'
import MimeNode from 'nodemailer/lib/mime-node'
import { encode, wrap } from 'nodemailer/lib/qp'
import type { Envelope } from './mailLines.ts'
import type { MessageCalendar } from './messages.queries.ts'

/** What a mail says, and to whom. */
export interface Mail {
  from: string
  to: string
  subject: string
  text: string
  messageId: string
  headers?: Record<string, string> | undefined
  calendar?: MessageCalendar | undefined
}

/** As it leaves: RFC 5322, in ASCII but for an address that is not. */
export interface WrittenMail {
  envelope: Envelope
  text: string
}

const envelopeOf = (node: MimeNode): Envelope => {
  const { from, to } = node.getEnvelope()
  return { from: from || '', to }
}

/** A text with an entry for the calendar is a mail of several parts. */
async function writeWithCalendar({ calendar, ...mail }: Mail): Promise<WrittenMail> {
  const node = new MailComposer({ ...mail, icalEvent: { ...calendar!, filename: 'reuniao.ics' } }).compile()
  return { envelope: envelopeOf(node), text: (await node.build()).toString() }
}

/**
 * Writes a mail. A text alone is put together here, from the library's headers and the library's quoted-printable: its composer
 * makes streams of everything, which costs two and a half times as much.
 */
export async function writeMail(mail: Mail): Promise<WrittenMail> {
  if (mail.calendar) return writeWithCalendar(mail)
  const { from, to, subject, text, messageId, headers } = mail
  const node = new MimeNode('text/plain; charset=utf-8')
  node.setHeader({ ...headers, from, to, subject, 'message-id': messageId })
  node.setHeader('content-transfer-encoding', 'quoted-printable')
  const body = wrap(encode(text.replace(/\r?\n/g, '\r\n')))
  return { envelope: envelopeOf(node), text: `${node.buildHeaders()}\r\n\r\n${body}` }
}
