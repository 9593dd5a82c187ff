import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sql } from 'drizzle-orm'
import { startTestProduct, type TestProduct } from '../../test/harness.ts'
import { statement, transaction } from '../services.ts'
import { system } from './actor.ts'
import { sqlState, toTemplate, type Db } from './transaction.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

const note = (db: Db, name: string) => db.execute(sql`insert into facts (name, value) values (${name}, '1')`)
const noted = async (name: string) => (await product.sql('select 1 from facts where name = $1', [name])).length > 0

describe('a transaction', () => {
  it('keeps nothing of what was said together when one part is refused, and tells of that part', async () => {
    const work = transaction(product.services, system('test'), (db) =>
      Promise.all([note(db, 'together'), db.execute(sql`select 1 / 0`), note(db, 'after')])
    )
    await expect(work.catch(sqlState)).resolves.toBe('22012')
    expect([await noted('together'), await noted('after')]).toEqual([false, false])
  })

  it('takes nothing more from a branch of the work that goes on after it has ended', async () => {
    let goOn = () => {}
    const ended = new Promise<void>((resolve) => (goOn = resolve))
    let late: Promise<unknown> | undefined
    const work = transaction(product.services, system('test'), (db) => {
      late = ended.then(() => note(db, 'late'))
      late.catch(() => undefined)
      return Promise.reject(new Error('refused'))
    })
    await expect(work).rejects.toThrow('refused')
    goOn()
    await expect(late).rejects.toMatchObject({ cause: { message: 'The transaction of this statement is over.' } })
    expect(await noted('late')).toBe(false)
  })

  it('knows its actor from the first statement on, though nobody waited for the beginning', async () => {
    const kind = await transaction(product.services, system('test'), async (db) => {
      const { rows } = await db.execute<{ kind: string }>(sql`select current_setting('app.actor_kind') as kind`)
      return rows[0]!.kind
    })
    expect(kind).toBe('system')
  })
})

describe('a statement alone in its transaction', () => {
  it('is committed with what it wrote', async () => {
    const write = toTemplate(
      sql`insert into facts (name, value) values (${sql.placeholder('name')}, '1') returning current_setting('app.actor_kind') as kind`
    )
    const rows = await statement(product.services, system('test'), write({ name: 'alone' }))
    expect(rows).toEqual([{ kind: 'system' }])
    expect(await noted('alone')).toBe(true)
  })

  it('leaves nothing where it is refused, and the connection serves the next', async () => {
    const refused = toTemplate(
      sql`with noted as (insert into facts (name, value) values ('refused', '1')) select 1 / 0 as n`
    )({})
    await expect(statement(product.services, system('test'), refused)).rejects.toMatchObject({ code: '22012' })
    expect(await noted('refused')).toBe(false)
    expect(await statement(product.services, system('test'), { text: 'select 1 as n', values: [] })).toEqual([{ n: 1 }])
  })
})
