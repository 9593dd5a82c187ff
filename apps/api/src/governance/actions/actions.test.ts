import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Action, Committee, Decision } from '@ponte/schema'
import { addAction, addDecision, addSeat, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import type { Person } from '../../../test/people.ts'
import { remindOfActions } from './actions.jobs.ts'

const DAY_MS = 86_400_000
let product: TestProduct
let secretary: Person
// It is 23 November 2026 in the tests.
beforeAll(async () => {
  product = await startTestProduct()
  secretary = await secretaryOf(product)
})
afterAll(() => product.close())

const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers = {}) =>
  product.send(method, url, { headers: { ...secretary.headers, ...headers }, ...(payload ? { payload } : {}) })
const list = async (query: string) => (await send('GET', `/actions?${query}`)).json<{ items: Action[] }>().items

describe('an action', () => {
  it('belongs to an institution and to the decision that asked for it', async () => {
    const decision = await addDecision(product)
    const action = await addAction(product, { decisionId: decision.id })
    expect(action).toMatchObject({ status: 'open', isOverdue: false, decision: { number: decision.number } })
    expect((await send('GET', `/decisions/${decision.id}`)).json<Decision>().actions).toEqual({ open: 1, total: 1 })
    expect((await list(`decisionId=${decision.id}`)).map(({ id }) => id)).toEqual([action.id])
  })

  it('is not given to an institution or a decision that is not there', async () => {
    const nobody = '01900000-0000-7000-8000-000000000000'
    const body = { title: 'x', seatId: nobody, person: null, dueOn: '2026-12-01', note: null, decisionId: null }
    expect((await send('POST', '/actions', body)).json().errors[0].pointer).toBe('#/seatId')
    const seat = await addSeat(product)
    const wrong = { ...body, seatId: seat.id, decisionId: nobody }
    expect((await send('POST', '/actions', wrong)).json().errors[0].pointer).toBe('#/decisionId')
  })

  it('is done once, and open again when it is taken up again', async () => {
    const { id } = await addAction(product)
    const change = (payload: object, version: number) =>
      send('PATCH', `/actions/${id}`, payload, { 'if-match': `"${version}"` })
    const done = (await change({ status: 'done', note: 'Entregue', person: 'Ana' }, 1)).json<Action>()
    expect(done).toMatchObject({ status: 'done', note: 'Entregue', person: 'Ana', version: 2 })
    expect(done.doneAt).not.toBeNull()
    expect((await change({ status: 'open' }, 2)).json<Action>().doneAt).toBeNull()
    expect((await change({ status: 'done' }, 2)).statusCode).toBe(412)
    expect(JSON.stringify(await product.sql('select * from actions'))).not.toContain('Entregue')
  })

  it('is overdue the day after its last day, until it is done', async () => {
    const late = await addAction(product, { dueOn: '2026-11-22' })
    const today = await addAction(product, { dueOn: '2026-11-23' })
    const ids = (await list('show=overdue')).map(({ id }) => id)
    expect(ids).toContain(late.id)
    expect(ids).not.toContain(today.id)
    expect((await send('GET', '/committee')).json<Committee>().actions.overdue).toBe(ids.length)
    expect((await list('show=closed')).every(({ status }) => status === 'done' || status === 'dropped')).toBe(true)
  })
})

describe('the worker at night', () => {
  const mailsTo = async (to: string) => (await product.newestMessage(to))?.subject

  it('reminds an institution a week before and on the day, each once, and not of what is done', async () => {
    const seat = await addSeat(product, { titular: 'Lurdes Mondlane', alternate: 'Ivo Cumbe' })
    const action = await addAction(product, { seat, dueOn: '2026-12-05' })
    await remindOfActions(product.worker)
    expect(await mailsTo('lurdesmondlane@example.org')).toBeUndefined()
    product.clock.forward(6 * DAY_MS)
    expect(await remindOfActions(product.worker)).toBeGreaterThan(0)
    expect(await mailsTo('lurdesmondlane@example.org')).toMatch(/^Acção com prazo a 5 de dezembro de 2026/)
    expect(await mailsTo('ivocumbe@example.org')).toMatch(/^Acção com prazo/)
    expect(await remindOfActions(product.worker)).toBe(0)
    product.clock.forward(6 * DAY_MS)
    await remindOfActions(product.worker)
    expect(await mailsTo('lurdesmondlane@example.org')).toMatch(/^Acção em atraso ou com prazo hoje/)
    const events = await product.sql(`select from domain_events where type = 'action.reminded' and subject_id = $1`, [
      action.id
    ])
    expect(events).toHaveLength(2)
  })

  it('keeps the reminder for who takes the seat, where nobody is there to read it', async () => {
    const seat = await addSeat(product)
    await addAction(product, { seat, dueOn: '2026-12-01' })
    await remindOfActions(product.worker)
    const { headers } = await secretaryOf(product)
    await product.send('POST', `/seats/${seat.id}/mandates`, {
      headers,
      payload: {
        kind: 'titular',
        name: 'Zita Come',
        function: 'Directora',
        email: 'zitacome@example.org',
        startsOn: '2026-01-01',
        endsOn: null
      }
    })
    expect(await remindOfActions(product.worker)).toBe(1)
    expect(await mailsTo('zitacome@example.org')).toMatch(/^Acção em atraso/)
  })

  it('goes on where one seat cannot be read, and says that something failed', async () => {
    const broken = await addSeat(product, { titular: 'Nada Legivel' })
    const well = await addSeat(product, { titular: 'Bem Legivel' })
    await addAction(product, { seat: broken, dueOn: '2026-11-29' })
    await addAction(product, { seat: well, dueOn: '2026-11-30' })
    await product.sql(`update mandates set person_sealed = '\\x01020304' where seat_id = $1`, [broken.id])
    await expect(remindOfActions(product.worker)).rejects.toThrow('1 of')
    expect(await mailsTo('bemlegivel@example.org')).toMatch(/^Acção em atraso/)
  })
})
