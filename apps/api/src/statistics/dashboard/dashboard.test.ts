import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Dashboard, DashboardTable } from '@ponte/schema'
import readXlsxFile from 'read-excel-file/node'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, type Person, registrationOf } from '../../../test/people.ts'
import { system, type Actor } from '../../db/actor.ts'
import { transaction } from '../../services.ts'
import { readDashboard } from './dashboard.commands.ts'
import { countRegistry } from './dashboard.queries.ts'

let product: TestProduct
let administrator: Person
let analyst: Person
let johannesburg: Person
let portugal: Person

const SIX_SECONDS = 6000
const ONE_DAY = 86_400_000
const read = async (person: Person, query = '') =>
  (await product.send('GET', `/statistics/dashboard${query}`, { headers: person.headers })).json<Dashboard>()
const cells = (dashboard: Dashboard, table: DashboardTable) =>
  dashboard.tables.find(({ name }) => name === table)!.cells
const countAll = () =>
  transaction(product.services, system('test'), async (db) => ({
    counts: await countRegistry(db, { until: new Date('2026-11-24T00:00:00Z') })
  }))
const download = (person: Person, table: string, format: string, query = '') =>
  product.send('GET', `/statistics/tables/${table}/${format}${query}`, { headers: person.headers })

/** Made-up registrations without the long way round: `count` copies of a person. */
async function copyPerson(id: string, count: number, changes = '') {
  await product.sql(`insert into registrants select (r2).* from (
      select jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'reference', md5(random()::text)) || '{${changes}}'::jsonb) as r2
        from registrants r, generate_series(1, ${count}) where r.id = '${id}') as copies`)
}

beforeAll(async () => {
  product = await startTestProduct()
  const graca = await addRegistrant(product, { campaignCode: 'radio-jhb' })
  await copyPerson(graca.id, 52)
  await copyPerson(graca.id, 30, '"sex": "man", "birth_year": 1960, "campaign_code": null')
  const joao = await addRegistrant(product, { person: { country: 'PT', area: null, sex: 'man', birthYear: 1971 } })
  await copyPerson(joao.id, 2)
  await product.sql(
    `update registrants set erased_at = now() where id = (select id from registrants where country = 'ZA' and sex = 'man' limit 1)`
  )
  product.clock.forward(ONE_DAY)
  ;[administrator, analyst, johannesburg, portugal] = await Promise.all([
    addStaff(product, 'administrator'),
    addStaff(product, 'analyst'),
    addStaff(product, 'officer', 'Joanesburgo'),
    addStaff(product, 'officer', 'Portugal')
  ])
})
afterAll(() => product.close())

describe('the dashboard', () => {
  it('shows an analyst rounded figures of the whole registry and hides small ones', async () => {
    const dashboard = await read(analyst)
    expect(dashboard.scope).toEqual({ postName: null })
    expect(dashboard.disclosure).toEqual({ exact: false, threshold: 10, base: 5 })
    expect([80, 85, 90]).toContain(dashboard.figures.total)
    expect(cells(dashboard, 'country').find(({ code }) => code === 'PT')).toBeUndefined()
    expect(cells(dashboard, 'sex').find(({ code }) => code === 'not-said')).toEqual({
      code: 'not-said',
      label: 'Outro ou prefere não dizer',
      count: null
    })
    for (const { count } of dashboard.tables.flatMap((table) => table.cells))
      if (count !== null) expect(count % 5).toBe(0)
  })

  it('shows an administrator the same as an analyst', async () => {
    expect(await read(administrator)).toEqual(await read(analyst))
  })

  it('shows an officer exact figures of the own post only', async () => {
    const own = await read(johannesburg)
    expect(own.scope).toEqual({ postName: 'Consulado-Geral em Joanesburgo' })
    expect(own.disclosure.exact).toBe(true)
    expect(own.figures).toEqual({ total: 82, confirmed: 82, thisMonth: 82, lastMonth: 0 })
    expect(cells(own, 'country')).toEqual([{ code: 'ZA', label: 'África do Sul', count: 82 }])
    expect(cells(own, 'sex').map(({ count }) => count)).toEqual([53, 29, 0])
    expect(cells(own, 'campaign').map(({ code, count }) => [code, count])).toEqual([
      ['RADIO-JHB', 53],
      ['none', 29]
    ])
    expect((await read(portugal)).figures.total).toBe(3)
  })

  it('speaks the language that is asked for', async () => {
    expect(cells(await read(johannesburg, '?language=en'), 'country')[0]!.label).toBe('South Africa')
  })

  it('shows a new registration within seconds', async () => {
    expect((await read(portugal)).figures.total).toBe(3)
    await addRegistrant(product, { person: { country: 'PT', area: null } })
    product.clock.forward(SIX_SECONDS)
    expect((await read(portugal)).figures.total).toBe(4)
  })

  it('shows an analyst the state of the last midnight, so that no single registration can be watched', async () => {
    const before = await read(analyst)
    expect(before.asOf).toBe('2026-11-24T00:00:00.000Z')
    expect(before.people).toBe('confirmed')
    const another = await addRegistrant(product, { person: { country: 'PT', area: null } })
    await copyPerson(another.id, 40)
    product.clock.forward(SIX_SECONDS)
    expect(await read(analyst)).toEqual(before)
    await product.sql(`update registrants set erased_at = now() where country = 'PT' and given_names =
      (select given_names from registrants where id = '${another.id}') and registered_at >= '2026-11-24'`)
  })

  it('does not let somebody lift a small cell over the threshold with unconfirmed registrations', async () => {
    const zambia = await addRegistrant(product, { person: { country: 'ZM', area: null } })
    await copyPerson(
      zambia.id,
      40,
      '"status": "pending", "confirmed_at": null, "registered_at": "2026-11-20T10:00:00Z"'
    )
    const { counts } = await countAll()
    expect(counts.countries.get('ZM')).toBeUndefined()
    expect(counts.total - counts.counted).toBeGreaterThanOrEqual(40)
    await product.sql(`update registrants set erased_at = now() where country = 'ZM'`)
  })

  it('counts who returned or died as having entered, and no longer as living there', async () => {
    product.clock.forward(SIX_SECONDS)
    const before = await read(portugal)
    const gone = await addRegistrant(product, { person: { country: 'PT', area: null, sex: 'woman' } })
    await product.sql(`update registrants set state = 'returned' where id = '${gone.id}'`)
    product.clock.forward(SIX_SECONDS)
    const after = await read(portugal)
    const sum = (dashboard: Dashboard, table: DashboardTable) =>
      cells(dashboard, table).reduce((total, { count }) => total + count!, 0)
    const changes = (['country', 'sex', 'age', 'province', 'trend', 'campaign'] as const).map(
      (table) => sum(after, table) - sum(before, table)
    )
    expect(changes).toEqual([0, 0, 0, 0, 1, 1])
    expect(after.figures.total).toBe(before.figures.total)
    await product.sql(`update registrants set erased_at = now() where id = '${gone.id}'`)
  })

  it('asks the database once for ten viewers, and not again for five seconds', async () => {
    product.clock.forward(SIX_SECONDS)
    const { services } = product
    const actor: Actor = {
      kind: 'staff',
      id: portugal.id,
      role: 'officer',
      postId: portugal.postId!,
      sessionId: portugal.id
    }
    let asked = 0
    const note = () => void asked++
    services.pool.on('acquire', note)
    await Promise.all(Array.from({ length: 10 }, (_, n) => readDashboard(services, actor, n % 2 ? 'pt' : 'en')))
    product.clock.forward(4900)
    await readDashboard(services, actor, 'pt')
    expect(asked).toBe(1)
    product.clock.forward(200)
    await readDashboard(services, actor, 'pt')
    expect(asked).toBe(2)
    services.pool.off('acquire', note)
  })

  it('recovers when the database was away', async () => {
    product.clock.forward(SIX_SECONDS)
    await product.sql('alter table registrant_details rename to elsewhere')
    expect((await product.send('GET', '/statistics/dashboard', { headers: portugal.headers })).statusCode).toBe(500)
    await product.sql('alter table elsewhere rename to registrant_details')
    expect((await product.send('GET', '/statistics/dashboard', { headers: portugal.headers })).statusCode).toBe(200)
  })
})

describe('a table as a file', () => {
  it('has the same numbers as the screen, as CSV', async () => {
    const dashboard = await read(analyst)
    const answer = await download(analyst, 'age', 'csv')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toContain('text/csv')
    expect(answer.headers['content-disposition']).toBe('attachment; filename="ponte-idade-2026-11-24.csv"')
    const [header, ...lines] = answer.body.replace(/^\uFEFF/, '').split('\r\n')
    expect(header).toBe('Código,Categoria,Pessoas')
    expect(lines.slice(0, 8)).toEqual(
      cells(dashboard, 'age').map(({ code, label, count }) => `${code},${label},${count ?? '<10'}`)
    )
    expect(lines[9]).toBe('Pessoas registadas por idade,,')
    expect(answer.body).toContain('«<10» quer dizer menos de 10 pessoas')
  })

  it('has the same numbers as the screen, as XLSX', async () => {
    const dashboard = await read(analyst, '?language=en')
    const answer = await download(analyst, 'sex', 'xlsx', '?language=en')
    expect(answer.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(answer.headers['content-disposition']).toBe('attachment; filename="ponte-sex-2026-11-24.xlsx"')
    const data = (await readXlsxFile(answer.rawPayload))[0]!.data
    expect(data.slice(1, 4)).toEqual(
      cells(dashboard, 'sex').map(({ code, label, count }) => [code, label, count ?? '<10'])
    )
    expect(data.flat()).toContain('People registered by sex')
  })

  it('gives an officer the exact figures, with a warning', async () => {
    const answer = await download(portugal, 'sex', 'csv')
    expect(answer.body).toContain('man,Homens,3')
    expect(answer.body).toContain('Âmbito: Embaixada em Portugal.')
    expect(answer.body).toContain('Não os publique')
  })

  it('stands in the audit', async () => {
    await download(analyst, 'country', 'xlsx')
    const rows = await product.sql(
      `select actor_id, fields from audit where action = 'statistics.downloaded' order by at desc, id desc limit 1`
    )
    expect(rows).toEqual([{ actor_id: analyst.id, fields: ['country', 'xlsx'] }])
  })

  it('does not exist for other tables, formats and languages', async () => {
    for (const path of ['income/csv', 'sex/pdf', 'sex/csv?language=fr']) {
      const answer = await product.send('GET', `/statistics/tables/${path}`, { headers: analyst.headers })
      expect(answer.statusCode).toBe(400)
    }
  })
})

describe('figures are for staff', () => {
  it.each(['/statistics/dashboard', '/statistics/tables/sex/csv'])(
    '%s asks strangers to sign in and refuses registrants',
    async (path) => {
      expect((await product.send('GET', path)).statusCode).toBe(401)
      const registrant = await addRegistrant(product, registrationOf(product))
      expect((await product.send('GET', path, { headers: registrant.headers })).statusCode).toBe(403)
    }
  )
})
