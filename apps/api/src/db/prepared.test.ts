import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { sql } from 'drizzle-orm'
import { startTestProduct, type TestProduct } from '../../test/harness.ts'
import { transaction } from '../services.ts'
import { system } from './actor.ts'
import { nameOf } from './prepared.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

it('a statement gets a name when it has come again and again, and keeps it', () => {
  const found = Array.from({ length: 8 }, () => nameOf('select a statement of this test'))
  expect(found.slice(0, 5)).toEqual(Array(5).fill(undefined))
  expect(found[5]).toMatch(/^ponte_\d+$/)
  expect(new Set(found.slice(5)).size).toBe(1)
})

it('what is prepared answers each time with the values and the actor of that time', async () => {
  const ask = (n: number) =>
    transaction(product.services, system(`test ${n}`), async (db) => {
      const { rows } = await db.execute<{ n: number; kind: string; named: number }>(sql`
        select ${n}::int as n, current_setting('app.actor_kind', true) as kind,
               (select count(*)::int from pg_prepared_statements where name like 'ponte_%') as named`)
      return rows[0]!
    })
  const answers = []
  for (let n = 0; n < 12; n++) answers.push(await ask(n))
  expect(answers.map(({ n }) => n)).toEqual(answers.map((_, n) => n))
  expect(answers.every(({ kind }) => kind === 'system')).toBe(true)
  expect(answers.at(-1)!.named).toBeGreaterThan(0)
})
