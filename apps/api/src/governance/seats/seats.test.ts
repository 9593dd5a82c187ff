import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Seat } from '@ponte/schema'
import { addSeat, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'

let product: TestProduct
let secretary: Person
beforeAll(async () => {
  product = await startTestProduct()
  secretary = await secretaryOf(product)
})
afterAll(() => product.close())

const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers = {}) =>
  product.send(method, url, { headers: { ...secretary.headers, ...headers }, ...(payload ? { payload } : {}) })
const person = { kind: 'titular', name: 'Ana Sitoe', function: 'Directora', email: 'ana@example.org' }
const give = (seat: Seat, term: object) =>
  send('POST', `/seats/${seat.id}/mandates`, { ...person, endsOn: null, ...term })

describe('the example of 2013', () => {
  it('is loaded with one press, and not over seats that are there', async () => {
    const answer = await send('POST', '/seats/example', {})
    expect(answer.statusCode).toBe(201)
    expect(answer.json<{ items: Seat[] }>().items.map(({ institution }) => institution)).toContain('Trabalho')
    expect((await send('POST', '/seats/example', {})).statusCode).toBe(409)
  })
})

describe('a seat', () => {
  it('belongs to one institution once, until it is ended', async () => {
    const seat = await addSeat(product, { institution: 'Turismo' })
    expect((await send('POST', '/seats', { institution: 'turismo' })).statusCode).toBe(409)
    const change = { endedOn: '2026-06-30' }
    expect((await send('PATCH', `/seats/${seat.id}`, change)).statusCode).toBe(428)
    expect((await send('PATCH', `/seats/${seat.id}`, change, { 'if-match': '"9"' })).statusCode).toBe(412)
    const ended = await send('PATCH', `/seats/${seat.id}`, change, { 'if-match': '"1"' })
    expect([ended.statusCode, ended.json<Seat>().endedOn]).toEqual([200, '2026-06-30'])
    expect((await send('POST', '/seats', { institution: 'Turismo' })).statusCode).toBe(201)
  })

  it('has one member and one alternate at a time', async () => {
    const seat = await addSeat(product)
    expect((await give(seat, { startsOn: '2026-01-01', endsOn: '2026-12-31' })).statusCode).toBe(201)
    expect((await give(seat, { startsOn: '2026-12-31' })).statusCode).toBe(409)
    expect((await give(seat, { startsOn: '2026-03-01', kind: 'alternate' })).statusCode).toBe(201)
    expect((await give(seat, { startsOn: '2027-01-01' })).statusCode).toBe(201)
  })

  it('is not given to two people at the same moment', async () => {
    const seat = await addSeat(product)
    const answers = await Promise.all([1, 2, 3].map(() => give(seat, { startsOn: '2026-01-01' })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
  })

  it.each([
    ['ends before it begins', { startsOn: '2026-05-01', endsOn: '2026-04-30' }, '#/endsOn'],
    ['begins on a day that does not exist', { startsOn: '2026-02-30' }, '#/startsOn'],
    ['has an address that is none', { startsOn: '2026-01-01', email: 'ana' }, '#/email'],
    ['has no name', { startsOn: '2026-01-01', name: ' ' }, '#/name']
  ])('is not held by a mandate that %s', async (_what, term, pointer) => {
    const answer = await give(await addSeat(product), term)
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer)
  })

  it('is passed on by ending a mandate', async () => {
    const seat = await addSeat(product, { titular: 'Ana Sitoe' })
    const [mandate] = seat.mandates
    const change = { endsOn: '2026-08-31' }
    const ended = await send('PATCH', `/mandates/${mandate!.id}`, change, { 'if-match': '"1"' })
    expect(ended.json<Seat>().mandates[0]).toMatchObject({ name: 'Ana Sitoe', endsOn: '2026-08-31', version: 2 })
    expect((await send('PATCH', `/mandates/${mandate!.id}`, change, { 'if-match': '"1"' })).statusCode).toBe(412)
    expect((await give(seat, { startsOn: '2026-09-01', name: 'Zé' })).statusCode).toBe(201)
    expect((await send('PATCH', `/mandates/${mandate!.id}`, { endsOn: null }, { 'if-match': '"2"' })).statusCode).toBe(
      409
    )
  })
})

describe('who sits in the committee', () => {
  it('is sealed in the database', async () => {
    await addSeat(product, { titular: 'Felizarda Cossa' })
    expect(JSON.stringify(await product.sql('select * from mandates'))).not.toMatch(/Felizarda|Cossa|example\.org/)
  })

  it('is seen by the ministry’s other roles without addresses, and by no officer', async () => {
    await addSeat(product, { titular: 'Rosa Langa' })
    const analyst = await addStaff(product, 'analyst')
    const seen = await product.send('GET', '/seats', { headers: analyst.headers })
    expect(seen.body).toContain('Rosa Langa')
    expect(seen.body).not.toContain('rosalanga@example.org')
    expect((await send('GET', '/seats')).body).toContain('rosalanga@example.org')
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    expect((await product.send('GET', '/seats', { headers: officer.headers })).statusCode).toBe(403)
  })

  it('leaves a trace of who changed it', async () => {
    const seat = await addSeat(product)
    const rows = await product.sql('select action, actor_id from audit where subject_id = $1', [seat.id])
    expect(rows).toEqual([{ action: 'seat.created', actor_id: secretary.id }])
  })
})
