import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { sql } from 'drizzle-orm'
import { startTestProduct, type TestProduct } from '../../test/harness.ts'
import { countUse } from '../platform/sessions/counters.queries.ts'
import { transaction } from '../services.ts'
import { system } from './actor.ts'
import { createId } from './id.ts'
import { writeAudit, writeEvent } from './records.ts'
import { domainEvents, idempotencyKeys } from './records.table.ts'
import { inTurn, rowsAsJson } from './turns.ts'
import { withTransaction, type Db } from './transaction.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

const inOne = <T>(work: (db: Db) => Promise<T>) => transaction(product.services, system('test'), work)

describe('what is asked of a transaction in one turn', () => {
  it('is served in one go, and what comes later in the next', async () => {
    const turns: number[][] = []
    const double = inTurn(async (_db, items: number[]) => {
      turns.push(items)
      return items.map((item) => item * 2)
    })
    const [first, later] = await inOne(async (db) => [
      await Promise.all([double(db, 1), double(db, 2)]),
      await double(db, 3)
    ])
    expect([first, later]).toEqual([[2, 4], 6])
    expect(turns).toEqual([[1, 2], [3]])
  })

  it('is kept apart from what another transaction asks', async () => {
    const turns: number[][] = []
    const note = inTurn(async (_db, items: number[]) => {
      turns.push(items)
      return items
    })
    await Promise.all([inOne((db) => note(db, 1)), inOne((db) => note(db, 2))])
    expect(turns.toSorted((a, b) => a[0]! - b[0]!)).toEqual([[1], [2]])
  })

  it('fails for all who asked', async () => {
    const refuse = inTurn(() => Promise.reject<null[]>(new Error('no')))
    const outcomes = await inOne((db) => Promise.allSettled([refuse(db, 1), refuse(db, 2)]))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})

describe('rows of one turn', () => {
  it('leave in one statement for each table, and what is not given gets its default', async () => {
    const ids = Array.from({ length: 20 }, () => createId())
    const statements = await withTransaction(product.services.pool, system('test'), async (db, client) => {
      const query = jest.spyOn(client, 'query')
      await Promise.all(
        ids.flatMap((id) => [
          writeEvent(db, 'staff.changed', id, { n: 1 }),
          writeAudit(db, system('test'), { action: 'staff.changed', subjectId: id, fields: ['a', 'b'] })
        ])
      )
      const { length } = query.mock.calls
      query.mockRestore()
      return length
    })
    expect(statements).toBe(2)
    const [rows] = await product.sql(
      `select (select count(*)::int from domain_events where subject_id = any($1) and data = '{"n":1}' and at > now() - interval '1 minute') as events,
              (select count(*)::int from audit where subject_id = any($1) and fields = '{a,b}' and count is null) as noted`,
      [ids]
    )
    expect(rows).toEqual({ events: 20, noted: 20 })
  })

  it('keep quotes, line ends and signs of every script, and half a character does not break them', async () => {
    const id = createId()
    const texts = ['Nhã "de" \\ Inhambane', 'a\nb', '𝔐 ção', 'half \ud835!']
    await inOne((db) =>
      Promise.all(texts.map((text) => writeAudit(db, system('test'), { action: text, subjectId: id })))
    )
    const rows = await product.sql('select action from audit where subject_id = $1 order by id', [id])
    expect(rows.map(({ action }) => action)).toEqual([...texts.slice(0, 3), 'half \ufffd!'])
  })
})

describe('rows as JSON', () => {
  it('leave out what is not given, and write bytes, moments and numbers as PostgreSQL reads them', () => {
    const at = new Date('2026-01-02T03:04:05.678Z')
    const id = createId()
    const row = { id, type: undefined, subjectId: null, data: { n: 1 }, untold: false, at }
    expect(JSON.parse(rowsAsJson(domainEvents, [row, {}] as never))).toEqual([
      { id, subject_id: null, data: { n: 1 }, untold: false, at: at.toISOString() },
      {}
    ])
    expect(rowsAsJson(idempotencyKeys, [{ keyHash: Buffer.from('0aff', 'hex'), status: 201 }])).toBe(
      '[{"key_hash":"\\\\x0aff","status":201}]'
    )
    expect(rowsAsJson(domainEvents, [])).toBe('[]')
  })
})

describe('uses that are counted in one turn', () => {
  it('each hear the count after their own, of every name', async () => {
    const now = product.services.now()
    const count = (db: Db, name: string) => countUse(db, name, 3600, now)
    expect(await inOne((db) => count(db, 'turn a'))).toBe(1)
    const counts = await inOne((db) =>
      Promise.all(['turn a', 'turn b', 'turn a', 'turn a'].map((name) => count(db, name)))
    )
    expect(counts).toEqual([2, 1, 3, 4])
    const rows = await product.sql(`select name, count from counters where name like 'turn %' order by name`)
    expect(rows).toEqual([
      { name: 'turn a', count: 4 },
      { name: 'turn b', count: 1 }
    ])
  })

  it('do not wait for each other in a circle, whatever their order', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `circle ${n}`)
    const now = product.services.now()
    const countAll = (order: string[]) =>
      inOne(async (db) => {
        const counts = await Promise.all(order.map((name) => countUse(db, name, 3600, now)))
        await db.execute(sql`select pg_sleep(0.05)`)
        return counts
      })
    const all = await Promise.all([countAll(names), countAll(names.toReversed()), countAll(names)])
    expect(all.map((counts) => new Set(counts).size)).toEqual([1, 1, 1])
    expect(all.map(([n]) => n).sort()).toEqual([1, 2, 3])
  })
})
