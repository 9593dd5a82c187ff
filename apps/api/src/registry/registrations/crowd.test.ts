import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Registration } from '@ponte/schema'
import type { PoolClient } from 'pg'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { registrationOf, solvedProof } from '../../../test/people.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

let sent = 0
const register = (
  changes: Parameters<typeof registrationOf>[1],
  headers = { 'idempotency-key': `"crowd-of-people-${++sent}"` }
) => product.send('POST', '/registrations', { payload: registrationOf(product, changes), headers })

const transactionsOf = async (ids: string[]) =>
  (await product.sql('select distinct xmin::text from registrants where id = any($1)', [ids])).length

/** How often a transaction of the product was undone from now on. */
function countRollbacks() {
  let undone = 0
  const seen = new Set<PoolClient>()
  product.services.pool.on('acquire', (client) => {
    if (seen.has(client)) return
    seen.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      if (args[0] === 'rollback') undone++
      return query(...args)
    }) as PoolClient['query']
  })
  return () => undone
}

const codeFor = async (to: string) => /\d{6}/.exec((await product.newestMessage(to))!.text)![0]

describe('people who register at the same time', () => {
  const countsOf = async (ids: string[]) => {
    const tables = ['registrant_keys', 'contacts', 'consents', 'registration_attempts']
    const counts = tables.map(
      (table) => `(select count(*)::int from ${table} where registrant_id = any($1)) as ${table}`
    )
    const [row] = await product.sql(
      `select ${counts.join(', ')}, (select count(*)::int from registrants where id = any($1)) as people,
              (select count(*)::int from audit where subject_id = any($1)) as audit,
              (select count(*)::int from domain_events where subject_id = any($1)) as events`,
      [ids]
    )
    return row
  }
  const all = (n: number) => ({
    registrant_keys: n,
    contacts: n,
    consents: n,
    registration_attempts: n,
    people: n,
    audit: n,
    events: n
  })

  it('are all written whole, and each can confirm with the code that went to them', async () => {
    const people = Array.from({ length: 40 }, (_, n) => `crowd${n}@example.org`)
    const answers = await Promise.all(people.map((value) => register({ contact: { value } })))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
    const registrations = answers.map((answer) => answer.json<Registration>())
    expect(await countsOf(registrations.map(({ id }) => id))).toEqual(all(40))
    expect(await transactionsOf(registrations.map(({ id }) => id))).toBeLessThan(10)
    for (const n of [0, 17, 39]) {
      const { id, token } = registrations[n]!
      const confirmed = await product.send('POST', `/registrations/${id}/confirm`, {
        payload: { token, code: await codeFor(people[n]!) }
      })
      expect(confirmed.statusCode).toBe(200)
    }
  })

  it('do not hear of another’s refusal, and of two with one proof one is refused', async () => {
    const proof = solvedProof(product)
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => register({ contact: { value: `fair${n}@example.org` } })),
      register({ proof, contact: { value: 'cheap1@example.org' } }),
      register({ proof, contact: { value: 'cheap2@example.org' } })
    ])
    expect(answers.slice(0, 10).map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(201))
    expect(
      answers
        .slice(10)
        .map(({ statusCode }) => statusCode)
        .sort()
    ).toEqual([201, 422])
    const ids = answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json<Registration>().id)
    expect(await countsOf(ids)).toEqual(all(11))
    expect(await transactionsOf(ids)).toBeLessThan(6)
  })

  it('lose no work to somebody whose proof was used before: that one is tried alone', async () => {
    const proof = solvedProof(product)
    expect((await register({ proof, contact: { value: 'spent1@example.org' } })).statusCode).toBe(201)
    const rollbacks = countRollbacks()
    const answers = await Promise.all([
      register({ contact: { value: 'whole1@example.org' } }),
      register({ proof, contact: { value: 'spent2@example.org' } }),
      register({ contact: { value: 'whole2@example.org' } })
    ])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 422, 201])
    expect(rollbacks()).toBe(1)
  })
})
