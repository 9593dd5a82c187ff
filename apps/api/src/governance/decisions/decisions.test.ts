import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Dashboard, Decision, Meeting } from '@ponte/schema'
import { addCalledMeeting, addDecision, addMeetingWithQuorum, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, type Person } from '../../../test/people.ts'
import type { Db } from '../../db/transaction.ts'
import { transaction } from '../../services.ts'
import * as queries from './decisions.queries.ts'

let product: TestProduct
let secretary: Person
let meeting: Meeting
beforeAll(async () => {
  product = await startTestProduct()
  for (let n = 0; n < 30; n++) await addRegistrant(product)
  for (let n = 0; n < 20; n++) await addRegistrant(product, { person: { country: 'PT', area: null } })
  // Figures are of the last midnight; who signs in does so after it.
  product.clock.forward(86_400_000)
  secretary = await secretaryOf(product)
  meeting = await addMeetingWithQuorum(product)
  // Fifty people register one after the other.
}, 90_000)
afterAll(() => product.close())

const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers = {}) =>
  product.send(method, url, { headers: { ...secretary.headers, ...headers }, ...(payload ? { payload } : {}) })
const decide = ({ id }: Pick<Meeting, 'id'>, changes = {}) =>
  send('POST', `/meetings/${id}/decisions`, { title: 'Plano', text: 'Aprova-se.', itemId: null, ...changes })

describe('a decision', () => {
  it('is numbered within the year of its meeting, also when two are made at once, and tells other wings', async () => {
    const answers = await Promise.all([decide(meeting), decide(meeting)])
    const numbers = answers.map((answer) => answer.json<Decision>().number).sort((a, b) => a - b)
    expect(numbers[1]! - numbers[0]!).toBe(1)
    expect(answers[0].json()).toMatchObject({ year: 2026, madeOn: '2026-11-20', isFrozen: false })
    const events = await product.sql(`select from domain_events where type = 'decision.made'`)
    expect(events.length).toBeGreaterThanOrEqual(2)
  })

  it('is not made without quorum', async () => {
    const nobodyThere = await addCalledMeeting(product, { localStart: '2026-11-20T09:00' })
    expect((await decide(nobodyThere)).json().detail).toContain('no quorum')
  })

  it('comes on the day of its meeting at the earliest, and then holds the meeting where it is', async () => {
    const early = await addCalledMeeting(product)
    const seatId = early.seats.find(({ titular }) => titular)!.seatId
    const attend = { titularPresent: true, alternatePresent: false }
    const attended = await product.send('PUT', `/meetings/${early.id}/attendance/${seatId}`, {
      payload: attend,
      headers: secretary.headers
    })
    expect([attended.statusCode, attended.json().detail]).toEqual([409, 'The day of this meeting has not come yet.'])
    expect((await decide(early)).json().detail).toBe('The day of this meeting has not come yet.')
    const decided = await addMeetingWithQuorum(product)
    await addDecision(product, decided)
    expect((await send('POST', `/meetings/${decided.id}/cancel`, { reason: 'Adiada' })).statusCode).toBe(409)
    const ifMatch = { 'if-match': `"${(await send('GET', `/meetings/${decided.id}`)).json<Meeting>().version}"` }
    const move = { localStart: '2026-12-20T09:00' }
    expect((await send('PATCH', `/meetings/${decided.id}`, move, ifMatch)).statusCode).toBe(409)
  })

  it('is about an item of the same meeting’s agenda, which then stays', async () => {
    const other = await addMeetingWithQuorum(product)
    expect((await decide(meeting, { itemId: other.items[0]!.id })).statusCode).toBe(400)
    expect((await decide(other, { itemId: other.items[0]!.id })).statusCode).toBe(201)
    const { version } = (await send('GET', `/meetings/${other.id}`)).json<Meeting>()
    const emptied = await send('PATCH', `/meetings/${other.id}`, { items: [] }, { 'if-match': `"${version}"` })
    expect(emptied.statusCode).toBe(409)
  })

  it('says something, and is corrected by who read its last version', async () => {
    expect((await decide(meeting, { text: ' \n ' })).statusCode).toBe(400)
    const { id } = await addDecision(product, meeting)
    const changed = await send('PATCH', `/decisions/${id}`, { text: 'Aprova-se já.' }, { 'if-match': '"1"' })
    expect(changed.json()).toMatchObject({ text: 'Aprova-se já.', version: 2 })
    expect((await send('PATCH', `/decisions/${id}`, { text: 'x' }, { 'if-match': '"1"' })).statusCode).toBe(412)
  })
})

describe('the evidence of a decision', () => {
  const cite = (id: string, code: string) =>
    send('POST', `/decisions/${id}/evidence`, { table: 'country', code, language: 'pt' })

  it('is a figure of the dashboard as it is shown, with what it counts, of when, and from where', async () => {
    const dashboard = (await send('GET', '/statistics/dashboard')).json<Dashboard>()
    const cells = dashboard.tables.find(({ name }) => name === 'country')!.cells
    const shown = cells.find(({ count }) => count !== null && count > 0)!
    const decision = await addDecision(product, meeting)
    const [evidence] = (await cite(decision.id, shown.code)).json<Decision>().evidence
    expect(evidence).toMatchObject({ table: 'country', code: shown.code, label: shown.label, value: shown.count })
    expect(evidence!.asOf).toBe(dashboard.asOf)
    expect(evidence!.title).toContain('país de residência')
    expect(evidence!.source).toMatch(/^Ponte\. Âmbito: todos os postos/)
    expect((await cite(decision.id, shown.code)).statusCode).toBe(409)
  })

  it('is not added once the minutes are approved, which rest on what stood there; the database says so too', async () => {
    const other = await addMeetingWithQuorum(product)
    const decision = await addDecision(product, other)
    const add = (db: Db) =>
      queries.insertDecision(
        db,
        { meetingId: other.id, itemId: null, title: 'x', text: 'x', madeOn: '2026-11-20' },
        product.clock.at
      )
    const addEvidence = (db: Db) =>
      queries.insertEvidence(db, decision.id, {
        table: 'country',
        code: 'ZA',
        label: 'x',
        value: 30,
        title: 'x',
        definition: 'x',
        source: 'x',
        asOf: '2026-11-20T00:00:00.000Z',
        takenAt: '2026-11-20T00:00:00.000Z'
      })
    const actor = { kind: 'staff', id: secretary.id, role: 'secretary', postId: null, sessionId: secretary.id } as const
    await transaction(product.services, actor, addEvidence)
    await product.sql('update meetings set minutes_approved_at = now() where id = $1', [other.id])
    expect((await cite(decision.id, 'ZA')).statusCode).toBe(409)
    await expect(transaction(product.services, actor, add)).rejects.toThrow(/policy|insert/)
    await expect(transaction(product.services, actor, addEvidence)).rejects.toThrow(/policy|insert/)
  })

  it('is never a figure that the dashboard withholds or does not have', async () => {
    const dashboard = (await send('GET', '/statistics/dashboard')).json<Dashboard>()
    const hidden = dashboard.tables.find(({ name }) => name === 'sex')!.cells.find(({ count }) => count === null)
    const { id } = await addDecision(product, meeting)
    const body = { table: 'sex', code: hidden!.code, language: 'pt' }
    expect((await send('POST', `/decisions/${id}/evidence`, body)).statusCode).toBe(409)
    expect((await cite(id, 'XX')).statusCode).toBe(400)
  })

  it('cannot be typed in: the contract has no value to send', async () => {
    const { id } = await addDecision(product, meeting)
    const body = { table: 'country', code: 'ZA', language: 'pt', value: 1_000_000 }
    expect((await send('POST', `/decisions/${id}/evidence`, body)).statusCode).toBe(400)
  })
})
