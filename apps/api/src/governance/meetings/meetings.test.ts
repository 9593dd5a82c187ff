import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Meeting, Seat } from '@ponte/schema'
import ICAL from 'ical.js'
import { addCalledMeeting, addMeeting, addSeat, meetingOf, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import type { Person } from '../../../test/people.ts'
import { system } from '../../db/actor.ts'
import { openContent } from '../../platform/messages/messages.queries.ts'
import { messages } from '../../platform/messages/messages.table.ts'
import { transaction } from '../../services.ts'

let product: TestProduct
let secretary: Person
let education: Seat
let labour: Seat
beforeAll(async () => {
  product = await startTestProduct()
  secretary = await secretaryOf(product)
  education = await addSeat(product, { institution: 'Educação', titular: 'Ana Sitoe', alternate: 'Zé Macuácua' })
  labour = await addSeat(product, { institution: 'Trabalho', titular: 'Rosa Langa' })
  await addSeat(product, { institution: 'Cultura', titular: 'Tomás Bila' })
  await addSeat(product, { institution: 'Migração' })
})
afterAll(() => product.close())

const send = (method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, payload?: object, headers = {}) =>
  product.send(method, url, { headers: { ...secretary.headers, ...headers }, ...(payload ? { payload } : {}) })
const change = ({ id, version }: Meeting, payload: object) =>
  send('PATCH', `/meetings/${id}`, payload, { 'if-match': `"${version}"` })

/** The mails that are queued about a meeting, with what the calendar of its reader makes of them. */
async function mailsOf({ id }: Meeting) {
  const { keys } = product.services
  const rows = await transaction(product.worker, system('test'), (db) =>
    db.select().from(messages).orderBy(messages.id)
  )
  return rows
    .map((row) => openContent(keys, row.id, row.contentSealed))
    .filter(({ calendar }) => calendar?.content.includes(`UID:${id}`))
    .map(({ to, subject, text, calendar }) => {
      const parsed = new ICAL.Component(ICAL.parse(calendar!.content) as unknown[])
      return {
        to,
        subject,
        text,
        method: calendar!.method,
        event: new ICAL.Event(parsed.getFirstSubcomponent('vevent')!)
      }
    })
}

describe('a meeting', () => {
  it('is numbered within its year, also when two are made at once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => addMeeting(product, { localStart: '2025-05-05T10:00' })))
    expect(made.map(({ number }) => number).sort()).toEqual([1, 2, 3])
    expect(made.every(({ year, state }) => year === 2025 && state === 'draft')).toBe(true)
  })

  it.each([
    ['Africa/Maputo', '2026-12-01T09:00', '2026-12-01T07:00:00.000Z'],
    ['Europe/Lisbon', '2026-07-01T09:00', '2026-07-01T08:00:00.000Z']
  ])('is at the hour that the clock shows in %s', async (zone, localStart, startsAt) => {
    expect(await addMeeting(product, { zone, localStart })).toMatchObject({ startsAt, localStart, zone, minutes: 120 })
  })

  it.each([
    ['at an hour that no clock shows', { localStart: '2026-03-29T01:30', zone: 'Europe/Lisbon' }, '#/localStart'],
    ['after the years that are counted in', { localStart: '9999-12-31T23:59' }, '#/localStart'],
    ['in a place that does not exist', { zone: 'Africa/Atlantis' }, '#/localStart'],
    ['with a link that is not https', { link: 'javascript:alert(1)' }, '#/link'],
    ['that lasts no time', { minutes: 0 }, '#/minutes']
  ])('is not made %s', async (_what, wrong, pointer) => {
    const answer = await send('POST', '/meetings', meetingOf(wrong))
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer)
  })

  it('keeps the items of its agenda when their order and words change', async () => {
    const meeting = await addMeeting(product)
    const [first, second] = meeting.items
    const items = [{ id: second!.id, title: 'Diversos, primeiro' }, { title: 'Novo' }, first!]
    const changed = (await change(meeting, { items })).json<Meeting>()
    expect(changed.items.map(({ title }) => title)).toEqual(['Diversos, primeiro', 'Novo', 'Recenseamento'])
    expect([changed.items[0]!.id, changed.items[2]!.id]).toEqual([second!.id, first!.id])
    const foreign = (await addMeeting(product)).items[0]!
    expect((await change(changed, { items: [foreign] })).statusCode).toBe(400)
    expect((await change(changed, { items: [first, first] })).statusCode).toBe(400)
    expect((await change(meeting, { title: 'Outra' })).statusCode).toBe(412)
  })
})

describe('calling a meeting', () => {
  it('invites each member and alternate in a mail of their own, with an entry for the calendar', async () => {
    const meeting = await addMeeting(product)
    const answer = await send('POST', `/meetings/${meeting.id}/call`, {})
    expect(answer.json()).toMatchObject({ invited: 4, withoutEmail: 0, meeting: { state: 'called', sequence: 0 } })
    const mails = await mailsOf(meeting)
    expect(mails.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['anasitoe@example.org', 'zemacuacua@example.org'])
    )
    for (const { to, text, method, event } of mails) {
      expect([method, event.sequence]).toEqual(['REQUEST', 0])
      expect(event.startDate.toJSDate().toISOString()).toBe('2026-12-01T07:00:00.000Z')
      expect(event.attendees.map((one) => one.getFirstValue())).toEqual([`mailto:${to}`])
      expect(text).toMatch(/terça-feira, 1 de dezembro de 2026 às 09:00 \(hora de Maputo\)/)
      expect(text).toMatch(/1\. Recenseamento/)
    }
  })

  it('calls once, however often somebody clicks, and again when it is asked for later', async () => {
    const meeting = await addMeeting(product)
    const call = () => send('POST', `/meetings/${meeting.id}/call`, {})
    const answers = await Promise.all([call(), call(), call()])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
    expect(await mailsOf(meeting)).toHaveLength(4)
    product.clock.forward(61_000)
    expect((await call()).json<{ meeting: Meeting }>().meeting.sequence).toBe(1)
  })

  it('raises the sequence when the hour changes, and not when the agenda is worded better', async () => {
    const meeting = await addCalledMeeting(product)
    const quiet = (await change(meeting, { items: [{ title: 'Só um ponto' }] })).json<Meeting>()
    expect([quiet.sequence, (await mailsOf(meeting)).length]).toEqual([0, 4])
    const moved = (await change(quiet, { localStart: '2026-12-01T11:00' })).json<Meeting>()
    expect(moved.sequence).toBe(1)
    const changes = (await mailsOf(meeting)).filter(({ event }) => event.sequence === 1)
    expect(changes.map(({ subject }) => subject.startsWith('Alteração'))).toEqual([true, true, true, true])
  })

  it('tells who no longer sits on the new day that they are not expected', async () => {
    const seat = await addSeat(product, { institution: 'Juventude', titular: 'Sérgio Nhaca' })
    const meeting = await addCalledMeeting(product)
    await send('PATCH', `/mandates/${seat.mandates[0]!.id}`, { endsOn: '2026-12-31' }, { 'if-match': '"1"' })
    await change(meeting, { localStart: '2027-01-15T09:00' })
    const last = (await mailsOf(meeting)).filter(({ to }) => to === 'sergionhaca@example.org')
    expect(
      last
        .map(({ method, event }) => [method, event.sequence])
        .toSorted()
        .reverse()
    ).toEqual([
      ['REQUEST', 0],
      ['CANCEL', 1]
    ])
  })

  it('is undone in every calendar when the meeting is cancelled, under the same UID and a higher sequence', async () => {
    const meeting = await addCalledMeeting(product)
    const before = (await mailsOf(meeting)).length
    const answer = await send('POST', `/meetings/${meeting.id}/cancel`, { reason: 'Luto nacional' })
    expect(answer.json()).toMatchObject({ state: 'cancelled', sequence: 1, cancelReason: 'Luto nacional' })
    const cancelled = (await mailsOf(meeting)).filter(({ event }) => event.sequence === 1)
    expect(cancelled.length).toBe(before)
    expect(
      cancelled.every(
        ({ method, event, text }) => event.uid.startsWith(meeting.id) && method === 'CANCEL' && text.includes('Luto')
      )
    ).toBe(true)
    expect(JSON.stringify(await product.sql('select * from meetings'))).not.toContain('Luto')
    expect((await send('POST', `/meetings/${meeting.id}/call`, {})).statusCode).toBe(409)
  })

  it('tells nobody of a meeting that is over, written down afterwards', async () => {
    const meeting = await addCalledMeeting(product, { localStart: '2026-10-01T09:00' })
    expect(await mailsOf(meeting)).toEqual([])
  })
})

describe('attendance', () => {
  const attend = ({ id }: Meeting, seat: Seat, titularPresent: boolean, alternatePresent = false) =>
    send('PUT', `/meetings/${id}/attendance/${seat.id}`, { titularPresent, alternatePresent })

  it('makes the quorum: a seat counts once, and the alternate only in the member’s absence', async () => {
    const meeting = await addCalledMeeting(product, { localStart: '2026-11-20T09:00' })
    const filled = meeting.quorum.filled
    expect(meeting.quorum).toMatchObject({ present: 0, needed: Math.floor(filled / 2) + 1, met: false })
    const one = (await attend(meeting, education, true, true)).json<Meeting>()
    expect(one.quorum.present).toBe(1)
    expect(one.seats.find(({ seatId }) => seatId === education.id)!.counts).toBe('titular')
    const other = (await attend(meeting, education, false, true)).json<Meeting>()
    expect(other.seats.find(({ seatId }) => seatId === education.id)!.counts).toBe('alternate')
    expect((await attend(meeting, labour, true)).json<Meeting>().quorum.present).toBe(2)
  })

  it('is not noted for a place that nobody holds, nor before the meeting is called', async () => {
    const past = { localStart: '2026-11-20T09:00' }
    expect((await attend(await addCalledMeeting(product, past), labour, false, true)).statusCode).toBe(409)
    expect((await attend(await addMeeting(product, past), labour, true)).statusCode).toBe(409)
  })

  it('goes with a meeting that took place on its day or before', async () => {
    const future = await addCalledMeeting(product)
    expect((await send('POST', `/meetings/${future.id}/hold`, {})).statusCode).toBe(409)
    const past = await addCalledMeeting(product, { localStart: '2026-11-20T09:00' })
    expect((await send('POST', `/meetings/${past.id}/hold`, {})).json()).toMatchObject({ state: 'held' })
    const held = (await send('GET', `/meetings/${past.id}`)).json<Meeting>()
    expect((await change(held, { title: 'Outra' })).statusCode).toBe(409)
    expect((await attend(held, labour, true)).statusCode).toBe(200)
  })
})
