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

/** What stands in a calendar. `uid` stays the same for ever. */
export interface CalendarEntry {
  uid: string
  startsAt: Date
  endsAt: Date
  summary: string
  description: string
  location: string
  url: string | null
}

/** One event as it is sent; `sequence` rises with every change that matters. */
export interface IcalEvent extends CalendarEntry {
  method: IcalMethod
  sequence: number
  /** When this text was made. */
  stampedAt: Date
  organizer: IcalPerson
  attendees: IcalPerson[]
  language: string
}

interface EntryFrame {
  stampedAt: Date
  language: string
  sequence: number
  status: 'CONFIRMED' | 'CANCELLED'
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

const textLine = (name: string, language: string, value: string) => `${name};LANGUAGE=${language}:${escapeText(value)}`

/** What every event says, whoever it is sent to. */
const eventLines = (event: CalendarEntry, { stampedAt, language, sequence, status }: EntryFrame): string[] => [
  `UID:${escapeText(event.uid)}`,
  `SEQUENCE:${sequence}`,
  `DTSTAMP:${utc(stampedAt)}`,
  `DTSTART:${utc(event.startsAt)}`,
  `DTEND:${utc(event.endsAt)}`,
  `STATUS:${status}`,
  textLine('SUMMARY', language, event.summary),
  ...(event.description ? [textLine('DESCRIPTION', language, event.description)] : []),
  ...(event.location ? [textLine('LOCATION', language, event.location)] : []),
  ...(event.url ? [`URL:${new URL(event.url).href}`] : [])
]

const organizerLine = ({ name, email }: IcalPerson) => `ORGANIZER;CN=${parameter(name)}:${mailto(email)}`

const calendar = (method: IcalMethod | 'PUBLISH', lines: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ponte//Ponte//PT',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...lines,
    'END:VCALENDAR'
  ]
    .map((line) => `${foldLine(line)}\r\n`)
    .join('')

/** One event as a calendar of its own, with the method that asks for it or calls it off. */
export function writeIcal(event: IcalEvent): string {
  const status = event.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'
  return calendar(event.method, [
    'BEGIN:VEVENT',
    ...eventLines(event, { ...event, status }),
    organizerLine(event.organizer),
    ...event.attendees.map(attendee),
    'END:VEVENT'
  ])
}

/** A calendar that is taken rather than sent: everything in it is for information, and nobody is asked to come. */
export const publishIcal = (
  entries: readonly CalendarEntry[],
  frame: Omit<EntryFrame, 'status'> & { name: string; isCancelled: boolean; organizer: IcalPerson }
): string =>
  calendar('PUBLISH', [
    `X-WR-CALNAME:${escapeText(frame.name)}`,
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      ...eventLines(entry, { ...frame, status: frame.isCancelled ? 'CANCELLED' : 'CONFIRMED' }),
      organizerLine(frame.organizer),
      'END:VEVENT'
    ])
  ])
