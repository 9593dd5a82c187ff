import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import ICAL from 'ical.js'
import type { Tour, TourNote } from '@ponte/schema'
import { addSeat, paperOf, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { addFullTour, addNote, addTour, delegateOf, hostOf, sessionOf } from '../../../test/tours.ts'

let product: TestProduct
let secretary: Person
let programmes: Person
let analyst: Person
beforeAll(async () => {
  product = await startTestProduct()
  secretary = await secretaryOf(product)
  programmes = await addStaff(product, 'programmes')
  analyst = await addStaff(product, 'analyst')
})
afterAll(() => product.close())

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const ask = (method: Method, url: string, payload?: object, { person = secretary, version = 0 } = {}) =>
  product.send(method, url, {
    headers: { ...person.headers, ...(version ? { 'if-match': `"${version}"` } : {}) },
    ...(payload ? { payload } : {})
  })
const codeOf = (answer: { json<T>(): T }) => answer.json<{ errors: { code: string }[] }>().errors[0]!.code

describe('a study tour', () => {
  it('goes from planned to running to done, and not from planned to done', async () => {
    const { id, state, version } = await addTour(product)
    expect(state).toBe('planned')
    expect((await ask('PATCH', `/tours/${id}`, { state: 'done' }, { version })).statusCode).toBe(409)
    expect((await ask('PATCH', `/tours/${id}`, { state: 'running' }, { version })).statusCode).toBe(200)
    expect((await ask('PATCH', `/tours/${id}`, { state: 'done' }, { version })).statusCode).toBe(412)
    const done = await ask('PATCH', `/tours/${id}`, { state: 'done' }, { version: version + 1 })
    expect(done.json<Tour>().state).toBe('done')
  })

  it('ends on its first day or later, in a time zone that there is', async () => {
    const wrong = await ask('POST', '/tours', { ...(await body()), lastOn: '2027-03-01' })
    expect([wrong.statusCode, codeOf(wrong)]).toEqual([400, 'order'])
    expect(codeOf(await ask('POST', '/tours', { ...(await body()), zone: 'Europe/Nowhere' }))).toBe('unknown')
  })

  it('takes nothing more when it was called off, and can be planned again', async () => {
    const { id, version } = await addTour(product)
    await ask('PATCH', `/tours/${id}`, { state: 'cancelled' }, { version })
    expect((await ask('POST', `/tours/${id}/hosts`, hostOf())).statusCode).toBe(409)
    expect((await ask('PATCH', `/tours/${id}`, { state: 'planned' }, { version: version + 1 })).statusCode).toBe(200)
    expect((await ask('POST', `/tours/${id}/hosts`, hostOf())).statusCode).toBe(201)
  })

  it('does not leave a session outside of its days', async () => {
    const { id, version } = await addFullTour(product)
    expect((await ask('PATCH', `/tours/${id}`, { lastOn: '2027-03-28' }, { version })).statusCode).toBe(409)
  })
})

const body = async () => {
  const { title, objective, country, zone, firstOn, lastOn } = await addTour(product)
  return { title, objective, country, zone, firstOn, lastOn }
}

describe('hosts and delegation', () => {
  it('begin with the seven of Portugal, once, and only for a tour to Portugal', async () => {
    const { id } = await addTour(product)
    const loaded = await ask('POST', `/tours/${id}/hosts/portugal`, undefined, { person: programmes })
    expect([loaded.statusCode, loaded.json<Tour>().hosts.length]).toEqual([201, 7])
    expect((await ask('POST', `/tours/${id}/hosts/portugal`)).statusCode).toBe(409)
    const other = await addTour(product, { country: 'ZA', zone: 'Africa/Johannesburg' })
    expect((await ask('POST', `/tours/${other.id}/hosts/portugal`)).statusCode).toBe(409)
  })

  it('show contacts to who prepares tours, and only names to others', async () => {
    const { id } = await addFullTour(product)
    const own = (await ask('GET', `/tours/${id}`)).json<Tour>()
    expect([own.hosts[0]!.contactEmail, own.delegates[0]!.email]).toEqual(['rita@example.org', 'ana@example.org'])
    const others = (await ask('GET', `/tours/${id}`, undefined, { person: analyst })).json<Tour>()
    expect(others.hosts[0]).toMatchObject({ contactName: null, contactEmail: null, purpose: 'Como se conta' })
    expect(others.delegates[0]).toMatchObject({ name: 'Ana Sitoe', email: null })
  })

  it('are sealed in the database', async () => {
    await addFullTour(product)
    const [row] = await product.sql<{ text: string }>(
      `select string_agg(encode(contact_sealed, 'escape'), '') || (select string_agg(encode(person_sealed, 'escape'), '')
       from tour_delegates) as text from tour_hosts`
    )
    expect(row!.text).not.toMatch(/Rita|rita|Ana|ana@/)
  })

  it('are written anew with the version that was seen, and name a seat that there is', async () => {
    const tour = await addFullTour(product)
    const { id, version } = tour.delegates[0]!
    const seat = await addSeat(product)
    const changed = await ask('PUT', `/tour-delegates/${id}`, delegateOf({ seatId: seat.id }), { version })
    expect(changed.json<Tour>().delegates[0]!.seat).toEqual({ id: seat.id, institution: seat.institution })
    expect((await ask('PUT', `/tour-delegates/${id}`, delegateOf(), { version })).statusCode).toBe(412)
    const unknown = delegateOf({ seatId: tour.id })
    expect(codeOf(await ask('PUT', `/tour-delegates/${id}`, unknown, { version: version + 1 }))).toBe('unknown')
  })
})

describe('the programme', () => {
  it.each([
    ['a day before the tour', '2027-03-25T09:00', 'outsideTour'],
    ['a day after the tour', '2027-03-31T09:00', 'outsideTour'],
    ['an hour that the clocks leave out', '2027-03-28T01:30', 'noSuchTime']
  ])('has no session on %s', async (_what, localStart, code) => {
    const { id } = await addTour(product)
    const answer = await ask('POST', `/tours/${id}/sessions`, sessionOf({ localStart }))
    expect([answer.statusCode, codeOf(answer)]).toEqual([400, code])
  })

  it('has no session with a host of another tour', async () => {
    const { hosts } = await addFullTour(product)
    const { id } = await addTour(product)
    const answer = await ask('POST', `/tours/${id}/sessions`, sessionOf({ hostId: hosts[0]!.id }))
    expect(codeOf(answer)).toBe('unknown')
  })

  it('keeps the hours on the wall when the time zone is corrected', async () => {
    const { id, version } = await addFullTour(product)
    const moved = (await ask('PATCH', `/tours/${id}`, { zone: 'Europe/Berlin' }, { version })).json<Tour>()
    expect(moved.sessions[0]).toMatchObject({ localStart: '2027-03-29T09:00', startsAt: '2027-03-29T07:00:00.000Z' })
  })

  it('is a calendar that others read, at the right hour before and after the clocks change', async () => {
    const { id } = await addTour(product)
    for (const localStart of ['2027-03-27T09:00', '2027-03-29T09:00'])
      await ask('POST', `/tours/${id}/sessions`, sessionOf({ localStart, title: 'Reunião; visita, almoço' }))
    const file = await ask('GET', `/tours/${id}/programme/ics`)
    expect(file.headers['content-type']).toContain('text/calendar')
    const calendar = new ICAL.Component(ICAL.parse(file.body) as unknown[])
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
    expect(events.map((one) => one.startDate.toJSDate().toISOString())).toEqual([
      '2027-03-27T09:00:00.000Z',
      '2027-03-29T08:00:00.000Z'
    ])
    expect(events[0]).toMatchObject({ summary: 'Reunião; visita, almoço', location: 'Lisboa' })
    expect(events[0]!.endDate.toJSDate().toISOString()).toBe('2027-03-27T10:30:00.000Z')
  })

  it('is a tagged PDF in both languages, also while it is empty, and its reading is noted', async () => {
    const { id } = await addFullTour(product)
    const empty = await addTour(product)
    for (const url of [`/tours/${id}/programme/pdf?language=pt`, `/tours/${empty.id}/programme/pdf?language=en`]) {
      const file = await ask('GET', url, undefined, { person: analyst })
      expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf'])
      expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
      expect(file.rawPayload.toString('latin1')).toContain('/StructTreeRoot')
    }
    const trace = await product.sql(`select fields from audit where action = 'tour.downloaded' and subject_id = $1`, [
      id
    ])
    expect(trace).toEqual([{ fields: ['pdf'] }])
  })
})

describe('a document of a tour', () => {
  it('comes back byte for byte, is what its bytes say, and goes again', async () => {
    const { id } = await addTour(product)
    const added = await ask('POST', `/tours/${id}/documents`, paperOf('guia.exe'))
    const document = added.json<{ id: string; name: string }>()
    expect(document.name).toBe('guia.pdf')
    const url = `/tour-documents/${document.id}`
    const file = await ask('GET', url, undefined, { person: analyst })
    expect(file.rawPayload.toString('base64')).toBe(paperOf('').content)
    const [row] = await product.sql<{ sealed: string }>(
      `select encode(content_sealed, 'escape') as sealed from tour_documents where id = $1`,
      [document.id]
    )
    expect(row!.sealed).not.toContain('%PDF')
    expect((await ask('DELETE', url)).statusCode).toBe(200)
    expect((await ask('GET', url)).statusCode).toBe(404)
    expect(codeOf(await ask('POST', `/tours/${id}/documents`, paperOf('x.pdf', 'só texto')))).toBe('fileType')
  })
})

describe('a note', () => {
  it('stands under its author’s name, is sealed, and is corrected by nobody else', async () => {
    const tour = await addFullTour(product)
    const note = await addNote(product, tour, 'Dizem que custa pouco.')
    expect(note).toMatchObject({ author: { id: secretary.id }, isMine: true, correctedAt: null })
    const url = `/tour-notes/${note.id}`
    const version = note.version
    expect((await ask('PATCH', url, { text: 'Outra' }, { person: programmes, version })).statusCode).toBe(409)
    const corrected = (await ask('PATCH', url, { text: 'Custa pouco.' }, { version })).json<TourNote>()
    expect(corrected.correctedAt).not.toBeNull()
    expect((await ask('PATCH', url, { text: 'Outra' }, { version })).statusCode).toBe(412)
    const read = await ask('GET', `/tours/${tour.id}/notes`, undefined, { person: programmes })
    expect(read.json<{ items: TourNote[] }>().items).toMatchObject([{ text: 'Custa pouco.', isMine: false }])
    const [row] = await product.sql<{ sealed: string }>(
      `select encode(text_sealed, 'escape') as sealed from tour_notes where id = $1`,
      [note.id]
    )
    expect(row!.sealed).not.toContain('pouco')
  })

  it('stays as it is when the tour was called off', async () => {
    const tour = await addFullTour(product)
    const { id, version } = await addNote(product, tour, 'Fica.')
    await product.sql(`update tours set state = 'cancelled' where id = $1`, [tour.id])
    expect((await ask('PATCH', `/tour-notes/${id}`, { text: 'Outra' }, { version })).statusCode).toBe(409)
  })

  it('sent twice over a bad line is kept once', async () => {
    const { id, sessions } = await addFullTour(product)
    const headers = { ...secretary.headers, 'idempotency-key': '0193a1b2-0000-7000-8000-00000000abcd' }
    const url = `/tour-sessions/${sessions[0]!.id}/notes`
    const [one, two] = [
      await product.send('POST', url, { headers, payload: { text: 'Uma vez' } }),
      await product.send('POST', url, { headers, payload: { text: 'Uma vez' } })
    ]
    expect(two.json<TourNote>().id).toBe(one.json<TourNote>().id)
    expect((await ask('GET', `/tours/${id}/notes`)).json<{ items: unknown[] }>().items).toHaveLength(1)
  })

  it('holds its session in the programme', async () => {
    const tour = await addFullTour(product)
    await addNote(product, tour)
    expect((await ask('DELETE', `/tour-sessions/${tour.sessions[0]!.id}`)).statusCode).toBe(409)
  })
})
