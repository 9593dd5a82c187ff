/*
 * Invitations that every calendar understands: iCalendar (RFC 5545) with the methods of iTIP (RFC 5546). Times are written
 * in UTC, so that nobody needs to agree on the rules of a zone: the calendar of each guest shows them in its own.
 */

/** The media type of an invitation in mail; the method stands in it too (RFC 6047). */
export const icalType = (method: IcalMethod) => `text/calendar; charset=utf-8; method=${method}`

export type IcalMethod = 'REQUEST' | 'CANCEL'

export interface IcalPerson {
  name: string
  email: string
}

/** One event as it is sent. `uid` stays the same for ever, `sequence` rises with every change that matters. */
export interface IcalEvent {
  method: IcalMethod
  uid: string
  sequence: number
  /** When this text was made. */
  stampedAt: Date
  startsAt: Date
  endsAt: Date
  summary: string
  description: string
  location: string
  url: string | null
  organizer: IcalPerson
  attendees: IcalPerson[]
  language: string
}

const OCTETS_MAX = 75

/** A line in pieces of at most 75 octets, never inside a letter (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const sign of line) {
    const length = Buffer.byteLength(sign)
    if (octets + length > OCTETS_MAX) {
      folded += '\r\n '
      octets = 1
    }
    folded += sign
    octets += length
  }
  return folded
}

/** Control characters have no place in a calendar, other than the ends of lines. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** A text as a value (RFC 5545, 3.3.11). */
export const escapeText = (text: string): string =>
  text
    .replace(CONTROLS, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')

/** A text as a parameter: quotes and line ends are written as RFC 6868 has it. */
const parameter = (text: string): string =>
  `"${text
    .replace(CONTROLS, '')
    .replaceAll('^', '^^')
    .replace(/\r\n|\r|\n/g, '^n')
    .replaceAll('"', "^'")}"`

/** A moment in UTC: "20261201T070000Z". */
const utc = (moment: Date): string => moment.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** An address as a URI. What could end the line or the value is written in per cent. */
const mailto = (email: string): string => `mailto:${encodeURI(email).replace(/[;,:"\\]/g, encodeURIComponent)}`

const attendee = ({ name, email }: IcalPerson) =>
  `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=${parameter(name)}:${mailto(email)}`

/** One event as a calendar of its own, with the method that asks for it or calls it off. */
export function writeIcal(event: IcalEvent): string {
  const { method, language } = event
  const text = (name: string, value: string) => `${name};LANGUAGE=${language}:${escapeText(value)}`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ponte//Ponte//PT',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.stampedAt)}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    text('SUMMARY', event.summary),
    ...(event.description ? [text('DESCRIPTION', event.description)] : []),
    ...(event.location ? [text('LOCATION', event.location)] : []),
    ...(event.url ? [`URL:${new URL(event.url).href}`] : []),
    `ORGANIZER;CN=${parameter(event.organizer.name)}:${mailto(event.organizer.email)}`,
    ...event.attendees.map(attendee),
    'END:VEVENT',
    'END:VCALENDAR'
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}
