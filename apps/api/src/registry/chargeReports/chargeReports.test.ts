import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { checkDigit, type ChargeReport, type ChargeReportRow } from '@ponte/schema'
import { logLines, startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addChargeReport, addRegistrant, addStaff, type Person } from '../../../test/people.ts'
import { system } from '../../db/actor.ts'
import { transaction } from '../../services.ts'
import { runNight } from '../../../test/nights.ts'
import { chargeReports } from './chargeReports.table.ts'

let product: TestProduct
let administrator: Person
beforeAll(async () => {
  product = await startTestProduct()
  administrator = await addStaff(product, 'administrator')
})
// Each test comes from a network of its own.
beforeEach(() => product.services.addressUses.clear())
afterAll(() => product.close())

const TWO_YEARS = 730 * 86_400_000
const report = {
  text: 'À porta do consulado pediram-me dinheiro.\nDisseram que sem isso não entro.',
  country: 'ZA',
  city: 'Nelspruit',
  asker: 'post-staff',
  amount: '500 randes',
  contact: '+27 82 555 0177'
}
/** Each a second after the one before, so that the newest is the newest. */
const send = (payload: object, headers: Record<string, string> = {}) => {
  product.clock.forward(1000)
  return product.send('POST', '/charge-reports', { payload, headers })
}
const read = (id: string, person = administrator) =>
  product.send('GET', `/charge-reports/${id}`, { headers: person.headers })
const list = async (query = '') =>
  (await product.send('GET', `/charge-reports${query}`, { headers: administrator.headers })).json<{
    items: ChargeReportRow[]
    next: string | null
  }>()
const handle = (id: string, note: string) =>
  product.send('POST', `/charge-reports/${id}/handle`, { payload: { note }, headers: administrator.headers })
const countReports = async () =>
  (await product.sql<{ n: number }>('select count(*)::int as n from charge_reports'))[0]!.n
const auditOf = (id: string) =>
  product.sql('select action, actor_kind, actor_id, post_id from audit where subject_id = $1 order by id', [id])
const newestId = async () => (await list()).items[0]!.id

describe('somebody who was asked for money', () => {
  it('tells the ministry without an account, and gets a number to keep', async () => {
    const answer = await send(report)
    expect(answer.statusCode).toBe(201)
    const { number } = answer.json<{ number: string }>()
    expect(number).toMatch(/^D-\d{4}-\d{4}$/)
    expect(checkDigit(number.replace(/\D/g, ''))).toBe('0')
    const found = (await read(await newestId())).json<ChargeReport>()
    expect(found).toMatchObject({ ...report, number, note: null, handledAt: null, handledBy: null })
  })

  it('may leave out where exactly, how much, and how to be reached', async () => {
    expect((await send({ text: 'Pediram dinheiro.', country: 'PT', asker: 'not-said' })).statusCode).toBe(201)
    const found = (await read(await newestId())).json<ChargeReport>()
    expect([found.city, found.amount, found.contact]).toEqual([null, null, null])
  })

  it.each([
    ['nothing happened', { ...report, text: '' }, '#/text'],
    ['only spaces', { ...report, text: '  \n ' }, '#/text'],
    ['too long', { ...report, text: 'x'.repeat(1001) }, '#/text'],
    ['a country that does not exist', { ...report, country: 'XX' }, '#/country'],
    ['nobody who asked', { ...report, asker: 'the president' }, '#/asker'],
    ['a field that is not asked', { ...report, name: 'Graça' }, '#/name']
  ])('is told which answer is not right: %s', async (_what, payload, pointer) => {
    const answer = await send(payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer)
  })

  it('is nobody, also while they are signed in, in the audit and in the log', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const graca = await addRegistrant(product)
    for (const { headers } of [officer, graca]) expect((await send(report, headers)).statusCode).toBe(201)
    const rows = await product.sql<{ actor_kind: string; actor_id: string | null; post_id: string | null }>(
      `select actor_kind, actor_id, post_id from audit where action = 'chargeReport.created'`
    )
    for (const row of rows) expect(row).toEqual({ actor_kind: 'nobody', actor_id: null, post_id: null })
    expect(JSON.stringify(logLines())).not.toMatch(/Nelspruit|randes|0177|porta do consulado/)
  })

  it('is kept once when the line breaks and the phone sends again', async () => {
    const before = await countReports()
    const headers = { 'idempotency-key': '"relato-uma-vez-so"' }
    const [first, second] = [await send(report, headers), await send(report, headers)]
    expect(second.json()).toEqual(first.json())
    expect(await countReports()).toBe(before + 1)
    expect((await send({ ...report, city: 'Durban' }, headers)).json().type).toBe('/problems/idempotency-key-reused')
  })
})

describe('who floods the reports', () => {
  it('is answered like anybody where a bot filled in everything, and nothing is kept', async () => {
    const before = await countReports()
    const answer = await send({ ...report, website: 'https://spam.example' })
    expect([answer.statusCode, Object.keys(answer.json<object>())]).toEqual([201, ['number']])
    expect(await countReports()).toBe(before)
  })

  it('is stopped after twenty in an hour from one address', async () => {
    for (let n = 0; n < 20; n++) expect((await send(report)).statusCode).toBe(201)
    const refused = await send(report)
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('what a report says', () => {
  it('is sealed in the database, and bound to its row', async () => {
    await send(report)
    const stored = JSON.stringify(await product.sql('select * from charge_reports'))
    expect(stored).not.toMatch(/Nelspruit|randes|consulado|0177/)
    const [one, other] = [await addChargeReport(product), await addChargeReport(product)]
    await product.sql(
      'update charge_reports set words_sealed = (select words_sealed from charge_reports where id = $1) where id = $2',
      [one, other]
    )
    expect((await read(other)).statusCode).toBe(500)
    await product.sql('delete from charge_reports where id = $1', [other])
  })

  it('is read by the ministry only: no officer, no analyst, nobody', async () => {
    const id = await addChargeReport(product)
    for (const person of [await addStaff(product, 'officer', 'Joanesburgo'), await addStaff(product, 'analyst')])
      for (const path of ['/charge-reports', `/charge-reports/${id}`])
        expect((await product.send('GET', path, { headers: person.headers })).statusCode).toBe(403)
    expect((await product.send('GET', `/charge-reports/${id}`)).statusCode).toBe(401)
  })

  it('is hidden from officers by the database itself', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const asStaff = (person: Person, role: 'officer' | 'administrator') =>
      transaction(
        product.services,
        { kind: 'staff', id: person.id, role, postId: person.postId, sessionId: person.id },
        (db) => db.select({ id: chargeReports.id }).from(chargeReports)
      )
    await addChargeReport(product)
    expect(await asStaff(officer, 'officer')).toEqual([])
    expect((await asStaff(administrator, 'administrator')).length).toBeGreaterThan(0)
    const asNobody = transaction(product.services, { kind: 'nobody' }, (db) => db.select().from(chargeReports))
    expect(await asNobody).toEqual([])
  })

  it('leaves a trace each time it is read', async () => {
    const id = await addChargeReport(product)
    await read(id)
    expect((await auditOf(id)).map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['chargeReport.read', administrator.id]
    ])
  })
})

describe('the ministry', () => {
  it('reads the reports newest first, page by page, without their words', async () => {
    for (let n = 0; n < 3; n++) {
      product.clock.forward(1000)
      await addChargeReport(product)
    }
    const all = (await list('?limit=100')).items
    const first = await list('?limit=2')
    const second = await list(`?limit=2&cursor=${first.next}`)
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 4))
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .reverse()
    )
    expect(Object.keys(all[0]!).sort()).toEqual(['asker', 'country', 'createdAt', 'handledAt', 'id', 'number'])
    expect((await product.send('GET', '/charge-reports?cursor=abc', administrator)).statusCode).toBe(400)
  })

  it('says once what was done, and that too is sealed', async () => {
    const id = await addChargeReport(product)
    const answer = await handle(id, ' Falámos com a cônsul Marta. ')
    expect(answer.json<ChargeReport>()).toMatchObject({
      note: 'Falámos com a cônsul Marta.',
      handledAt: product.clock.at.toISOString(),
      handledBy: 'Test administrator'
    })
    expect((await handle(id, 'Outra vez')).statusCode).toBe(409)
    expect((await handle(id, '   ')).statusCode).toBe(400)
    expect(JSON.stringify(await product.sql('select * from charge_reports where id = $1', [id]))).not.toContain('Marta')
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['chargeReport.handled'])
    expect(await product.sql('select type from domain_events where subject_id = $1', [id])).toEqual([
      { type: 'chargeReport.handled' }
    ])
  })

  it('gets the same 404 for a report that was never there, to read or to handle', async () => {
    const nowhere = '01930000-0000-7000-8000-000000000000'
    expect((await read(nowhere)).statusCode).toBe(404)
    expect((await handle(nowhere, 'Nada')).statusCode).toBe(404)
  })

  it('keeps a report until two years after it was handled, and no longer', async () => {
    const [handled, open] = [await addChargeReport(product), await addChargeReport(product)]
    await handle(handled, 'Feito.')
    product.clock.forward(TWO_YEARS - 1000)
    await runNight(product.worker)
    const left = async () =>
      (
        await transaction(product.worker, system('test'), (db) =>
          db.select({ id: chargeReports.id }).from(chargeReports)
        )
      )
        .map(({ id }) => id)
        .filter((id) => [handled, open].includes(id))
    expect(await left()).toHaveLength(2)
    product.clock.forward(2000)
    expect((await runNight(product.worker)).reports).toBeGreaterThan(0)
    expect(await left()).toEqual([open])
    expect((await auditOf(handled)).at(-1)).toMatchObject({ action: 'chargeReport.removed', actor_kind: 'system' })
  })
})
