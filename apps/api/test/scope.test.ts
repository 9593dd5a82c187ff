import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sql } from 'drizzle-orm'
import { nobody, system, type Actor } from '../src/db/actor.ts'
import { withTransaction } from '../src/db/transaction.ts'
import * as queries from '../src/registry/registrants/registrants.queries.ts'
import { transaction } from '../src/services.ts'
import { startTestProduct, type TestProduct } from './harness.ts'
import { addRegistrant, addStaff, type Person, type RegisteredPerson } from './people.ts'

let product: TestProduct
let joburg: Person
let lisbon: Person
let inGauteng: RegisteredPerson
let inPortugal: RegisteredPerson

beforeAll(async () => {
  product = await startTestProduct()
  joburg = await addStaff(product, 'officer', 'Joanesburgo')
  lisbon = await addStaff(product, 'officer', 'Portugal')
  inGauteng = await addRegistrant(product, { person: { givenNames: 'Alzira', surnames: 'Muianga' } })
  inPortugal = await addRegistrant(product, {
    person: { givenNames: 'Alzira', surnames: 'Muianga', country: 'PT', area: null, city: 'Almada' }
  })
})
afterAll(() => product.close())

const officerOf = ({ id, postId }: Person): Actor => ({ kind: 'staff', id, role: 'officer', postId, sessionId: id })

describe('an officer sees the own post only', () => {
  it('in list, count, search by name, reference and contact, and export', async () => {
    const get = async (url: string) => (await product.send('GET', url, { headers: lisbon.headers })).json()
    expect((await get('/registrants')).items.map(({ id }: { id: string }) => id)).toEqual([inPortugal.id])
    expect(await get('/registrants/count')).toEqual({ count: 1 })
    const search = async (payload: object) =>
      (await product.send('POST', '/registrants/search', { payload, headers: lisbon.headers }))
        .json()
        .items.map(({ id }: { id: string }) => id)
    expect(await search({ text: 'muyanga alsira' })).toEqual([inPortugal.id])
    expect(await search({ text: inGauteng.reference })).toEqual([])
    expect(await search({ text: inPortugal.reference })).toEqual([inPortugal.id])
  })

  it('also when the product’s own check is taken out: the database refuses by itself', async () => {
    // The scope argument is what the product adds. Without it, only the policies stand between the officer and the rest.
    const seen = await transaction(product.services, officerOf(lisbon), async (db) => ({
      list: (await queries.listRegistrants(db, undefined, { filters: {}, after: null, limit: 100 })).map(
        ({ id }) => id
      ),
      count: await queries.countRegistrants(db, undefined, {}),
      reference: await queries.searchByReference(db, undefined, inGauteng.reference.replaceAll(' ', '')),
      names: (await queries.searchByName(db, 'Alzira Muianga', 50)).map(({ id }) => id),
      row: await queries.findRegistrantRow(db, undefined, inGauteng.id)
    }))
    expect(seen).toEqual({
      list: [inPortugal.id],
      count: 1,
      reference: [],
      names: [inPortugal.id],
      row: null
    })
  })

  it('and can neither change nor take over a row of another post', async () => {
    const changed = await transaction(product.services, officerOf(lisbon), (db) =>
      db.execute(sql`update registrants set city = 'x' where id = ${inGauteng.id}`)
    )
    expect(changed.rowCount).toBe(0)
    const steal = transaction(product.services, officerOf(lisbon), (db) =>
      db.execute(sql`update registrants set post_id = ${joburg.postId} where id = ${inPortugal.id}`)
    )
    await expect(steal).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

describe('everybody else', () => {
  const tables = [
    'registrants',
    'registrant_keys',
    'contacts',
    'registrant_details',
    'registration_attempts',
    'consents',
    'versions',
    'helpers',
    'questions',
    'question_messages',
    'audit'
  ]
  const actors: [string, Actor][] = [
    ['nobody', nobody],
    ['an analyst', { kind: 'staff', id: crypto.randomUUID(), role: 'analyst', postId: null, sessionId: '' }],
    [
      'an administrator',
      { kind: 'staff', id: crypto.randomUUID(), role: 'administrator', postId: null, sessionId: '' }
    ],
    [
      'an officer without a post',
      { kind: 'staff', id: crypto.randomUUID(), role: 'officer', postId: null, sessionId: '' }
    ]
  ]
  it.each(actors)('%s sees no row of a person in any table', async (_name, actor) => {
    for (const table of tables) {
      const { rows } = await transaction(product.services, actor, (db) =>
        db.execute(sql`select * from ${sql.identifier(table)}`)
      )
      expect([table, rows.length]).toEqual([table, 0])
    }
  })

  it('a registrant sees the own rows and nobody else’s', async () => {
    const { rows } = await transaction(product.services, { kind: 'registrant', id: inGauteng.id }, (db) =>
      db.execute(sql`select id from registrants`)
    )
    expect(rows).toEqual([{ id: inGauteng.id }])
  })

  it('a forgotten actor sees nothing, and the setting is gone after the transaction', async () => {
    const client = await product.services.pool.connect()
    try {
      expect((await client.query('select * from registrants')).rows).toEqual([])
    } finally {
      client.release()
    }
    await withTransaction(product.services.pool, system('test'), async () => {})
    expect((await product.services.pool.query('select * from registrants')).rows).toEqual([])
  })
})

describe('the database’s roles', () => {
  it.each(['ponte_app', 'ponte_worker', 'ponte_loader'])(
    '%s may not change the schema nor go round the policies',
    async (role) => {
      const [row] = await product.sql(
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, has_schema_privilege($1, 'public', 'create') as creates from pg_roles where rolname = $1`,
        [role]
      )
      expect(row).toEqual({
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        creates: false
      })
    }
  )

  it('every table with people in it forces its policies on everybody', async () => {
    const rows = await product.sql<{ relname: string }>(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('registrant_id', 'record_id')
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)`
    )
    expect(rows).toEqual([])
    expect(
      await product.sql(`select from pg_class where relname = 'registrants' and relrowsecurity and relforcerowsecurity`)
    ).toHaveLength(1)
  })

  it('audit, consents and events cannot be changed or removed by the product', async () => {
    for (const table of ['audit', 'consents', 'domain_events', 'versions'])
      for (const right of ['update', 'truncate'])
        expect(
          (await product.sql(`select has_table_privilege('ponte_app', $1, $2) as may`, [table, right]))[0]
        ).toEqual({ may: false })
    expect((await product.sql(`select has_table_privilege('ponte_app', 'audit', 'delete') as may`))[0]).toEqual({
      may: false
    })
    expect((await product.sql(`select has_table_privilege('ponte_worker', 'audit', 'delete') as may`))[0]).toEqual({
      may: false
    })
  })

  it('a lost connection in the middle of a transaction neither ends the process nor leaks the client', async () => {
    const before = product.services.pool.totalCount
    const work = withTransaction(product.services.pool, system('test'), async (db) => {
      const { rows } = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await product.sql('select pg_terminate_backend($1)', [rows[0]!.pid])
      await new Promise((resolve) => setTimeout(resolve, 200))
      await db.execute(sql`select 1`)
    })
    await expect(work).rejects.toThrow()
    expect(product.services.pool.totalCount).toBeLessThanOrEqual(before)
    expect((await product.send('GET', '/registrants', { headers: joburg.headers })).statusCode).toBe(200)
  })
})
