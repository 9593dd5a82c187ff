import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { escapeText, foldLine, icalType, writeIcal, type IcalEvent } from './ical.ts'

const event: IcalEvent = {
  method: 'REQUEST',
  uid: '0193-reuniao@ponte.example',
  sequence: 0,
  stampedAt: new Date('2026-11-24T10:00:00.123Z'),
  startsAt: new Date('2026-12-01T07:00:00Z'),
  endsAt: new Date('2026-12-01T09:00:00Z'),
  summary: 'Comité: 3.ª reunião; saúde, educação',
  description: 'Ordem do dia\n1. Recenseamento\n2. Diversos \\ outros',
  location: 'Sala 2, MINEC',
  url: 'https://reuniao.example/a?b=ç',
  organizer: { name: 'Secretariado "do Comité"', email: 'comite@example.org' },
  attendees: [
    { name: 'Ana Sitoe; Educação', email: 'ana@example.org' },
    { name: 'Zé, o suplente', email: 'ze@example.org' }
  ],
  language: 'pt'
}
const parse = (changes: Partial<IcalEvent> = {}) => {
  const calendar = new ICAL.Component(ICAL.parse(writeIcal({ ...event, ...changes })) as unknown[])
  return { calendar, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent')!) }
}

describe('an invitation, read by a calendar that we did not write', () => {
  it('says what, where, when, who asks and who is asked', () => {
    const { calendar, event: read } = parse()
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
    expect([read.uid, read.sequence]).toEqual([event.uid, 0])
    expect([read.summary, read.description, read.location]).toEqual([event.summary, event.description, event.location])
    expect(read.startDate.toJSDate()).toEqual(event.startsAt)
    expect(read.endDate.toJSDate()).toEqual(event.endsAt)
    expect(read.organizer).toBe('mailto:comite@example.org')
    expect(read.attendees.map((one) => [one.getParameter('cn'), one.getFirstValue()])).toEqual([
      ['Ana Sitoe; Educação', 'mailto:ana@example.org'],
      ['Zé, o suplente', 'mailto:ze@example.org']
    ])
    expect(read.component.getFirstProperty('organizer')!.getParameter('cn')).toBe('Secretariado "do Comité"')
  })

  it('raises its sequence when the meeting moves, and calls off under the same UID', () => {
    expect(parse({ sequence: 3 }).event.sequence).toBe(3)
    const { calendar, event: off } = parse({ method: 'CANCEL', sequence: 4 })
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL')
    expect([off.uid, off.component.getFirstPropertyValue('status')]).toEqual([event.uid, 'CANCELLED'])
    expect(icalType('CANCEL')).toContain('method=CANCEL')
  })

  it.each([
    ['Maputo', 'Africa/Maputo', '2026-07-01T09:00', '2026-07-01T07:00:00Z'],
    ['Johannesburg', 'Africa/Johannesburg', '2026-12-01T09:00', '2026-12-01T07:00:00Z'],
    ['Lisbon in winter', 'Europe/Lisbon', '2026-12-01T09:00', '2026-12-01T09:00:00Z'],
    ['Lisbon in summer', 'Europe/Lisbon', '2026-07-01T09:00', '2026-07-01T08:00:00Z'],
    ['Lisbon, the day before the clocks change', 'Europe/Lisbon', '2026-03-28T09:00', '2026-03-28T09:00:00Z'],
    ['Lisbon, the day that the clocks change', 'Europe/Lisbon', '2026-03-29T09:00', '2026-03-29T08:00:00Z']
  ])('is at the right hour in %s', (_place, zone, local, moment) => {
    const startsAt = new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds)
    expect(parse({ startsAt }).event.startDate.toJSDate()).toEqual(new Date(moment))
  })

  it('carries every text unharmed, and no text adds a line of its own', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((raw) => raw.replace(/[\p{Cc}\p{Cs}]/gu, ' '))
    fc.assert(
      fc.property(text, (summary) => {
        expect(parse({ summary }).event.summary).toBe(summary)
      })
    )
    const { event: read } = parse({
      summary: 'x\r\nATTENDEE:mailto:evil@example.org',
      attendees: [{ name: 'a\r\nB:c', email: 'a@b.c\r\nX:y' }]
    })
    expect(read.attendees).toHaveLength(1)
    expect(read.component.getFirstProperty('x')).toBeNull()
  })
})

describe('a line', () => {
  it('is folded at 75 octets and never inside a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (line) => {
        const pieces = foldLine(line).split('\r\n')
        for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75)
        expect(foldLine(line).replaceAll('\r\n ', '')).toBe(line)
      })
    )
    expect(foldLine('ã'.repeat(60)).split('\r\n ')).toEqual(['ã'.repeat(37), 'ã'.repeat(23)])
  })

  it.each([
    ['a;b,c\\d', 'a\\;b\\,c\\\\d'],
    ['a\r\nb\nc', 'a\\nb\\nc'],
    ['a\u0007b', 'ab']
  ])('%j is written as %j', (text, written) => expect(escapeText(text)).toBe(written))
})
