import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Client, ClientCall, Output, createClient } from '@ponte/schema'
import { addClient, headersOf } from '../../../test/clients.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'

let product: TestProduct
let administrator: Person
beforeAll(async () => {
  product = await startTestProduct()
  administrator = await addStaff(product, 'administrator')
})
beforeEach(() => product.services.addressUses.clear())
afterAll(() => product.close())

const asAdministrator = (method: 'GET' | 'POST', url: string, payload?: object, headers: object = {}) =>
  product.send(method, url, { ...(payload ? { payload } : {}), headers: { ...administrator.headers, ...headers } })
const create = (changes: object = {}, headers: object = {}) =>
  asAdministrator(
    'POST',
    '/clients',
    { name: ' Estatística ', scopes: ['statistics:read'], days: 90, requestsPerMinute: 60, ...changes },
    headers
  )
const figures = (headers: object) => product.send('GET', '/statistics/dashboard', { headers: { ...headers } })
const callsOf = async (id: string) =>
  (await asAdministrator('GET', `/clients/${id}`)).json<Client & { calls: ClientCall[] }>()
/** Calls are noted after the answer. */
async function callsOnceThere(id: string, count: number) {
  for (let tries = 0; tries < 100; tries++) {
    const client = await callsOf(id)
    if (client.uses >= count) return client
    await sleep(20)
  }
  throw new Error('The calls were never noted.')
}

describe('an administrator', () => {
  it('makes a client and sees its secret once; the database holds only a hash', async () => {
    const answer = await create()
    expect(answer.statusCode).toBe(201)
    const { client, secret } = answer.json<Output<typeof createClient>>()
    expect(secret).toMatch(/^ponte_secret_[\w-]{43}$/)
    expect(client).toMatchObject({ name: 'Estatística', scopes: ['statistics:read'], uses: 0, lastUsedAt: null })
    expect(Date.parse(client.expiresAt) - product.clock.at.getTime()).toBe(90 * 86_400_000)

    const stored = JSON.stringify([
      await product.sql('select * from clients'),
      await product.sql('select * from audit'),
      await product.sql('select * from domain_events')
    ])
    expect(stored).not.toContain(secret.slice(13))
    expect((await asAdministrator('GET', '/clients')).body).not.toContain(secret)
    expect((await asAdministrator('GET', `/clients/${client.id}`)).body).not.toContain(secret)
    const audit = await product.sql('select action, actor_id, fields from audit where subject_id = $1', [client.id])
    expect(audit).toEqual([{ action: 'client.created', actor_id: administrator.id, fields: ['statistics:read'] }])
  })

  it('gets the same client for a request that is repeated with its key', async () => {
    const key = { 'idempotency-key': 'client-once-1' }
    const [first, second] = [await create({}, key), await create({}, key)]
    expect(second.json()).toEqual(first.json())
  })

  it.each([
    ['no name', { name: '  ' }],
    ['no scope', { scopes: [] }],
    ['a scope that there is not', { scopes: ['registrants:read'] }],
    ['a scope twice', { scopes: ['posts:read', 'posts:read'] }],
    ['more than a year', { days: 366 }],
    ['no end', { days: 0 }],
    ['no limit', { requestsPerMinute: 0 }],
    ['a field more', { permissions: ['registrant.read'] }]
  ])('is refused %s', async (_, changes) => {
    expect((await create(changes)).statusCode).toBe(400)
  })

  it('finds no client that is not there', async () => {
    const missing = '/clients/00000000-0000-4000-8000-000000000000'
    expect((await asAdministrator('GET', missing)).statusCode).toBe(404)
    expect((await asAdministrator('POST', `${missing}/secret`)).statusCode).toBe(404)
    expect((await asAdministrator('POST', `${missing}/revoke`)).statusCode).toBe(404)
  })
})

describe('a client', () => {
  it('reads the figures that the analyst sees, under disclosure control', async () => {
    const analyst = await addStaff(product, 'analyst')
    const answer = await figures(await headersOf(product, await addClient(product)))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual((await figures(analyst.headers)).json())
    expect(answer.json().disclosure.exact).toBe(false)
  })

  it('reads the outside figures and the posts, and takes a table as a file', async () => {
    const headers = await headersOf(product, await addClient(product))
    for (const url of ['/statistics/references', '/posts', '/statistics/tables/sex/csv'])
      expect([url, (await product.send('GET', url, { headers })).statusCode]).toEqual([url, 200])
  })

  it('is told which scope it lacks (RFC 6750)', async () => {
    const answer = await figures(await headersOf(product, await addClient(product, ['posts:read'])))
    expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/not-permitted'])
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer realm="ponte", error="insufficient_scope", scope="statistics:read"'
    )
  })

  it('is counted, and its last calls are kept without query or values', async () => {
    const machine = await addClient(product)
    const headers = await headersOf(product, machine)
    await product.send('GET', '/statistics/tables/sex/csv?language=en', { headers })
    await product.send('GET', '/clients', { headers })
    const { uses, lastUsedAt, calls } = await callsOnceThere(machine.client.id, 3)
    expect([uses, lastUsedAt]).toEqual([3, product.clock.at.toISOString()])
    expect(calls.map(({ method, route, status }) => [method, route, status]).sort()).toEqual([
      ['GET', '/api/v1/clients', 403],
      ['GET', '/api/v1/statistics/tables/:table/:format', 200],
      ['POST', '/api/v1/oauth/token', 200]
    ])
  })

  it('keeps no more than its last hundred calls', async () => {
    const machine = await addClient(product)
    const headers = await headersOf(product, machine)
    for (let n = 0; n < 110; n++) await product.send('GET', '/posts', { headers })
    const { uses, calls } = await callsOnceThere(machine.client.id, 111)
    expect([uses, calls.length]).toEqual([111, 100])
    expect(
      await product.sql('select count(*)::int as n from client_calls where client_id = $1', [machine.client.id])
    ).toEqual([{ n: 100 }])
  })

  it('is slowed down above its limit, and told when to come back', async () => {
    const machine = await addClient(product, ['posts:read'], { requestsPerMinute: 5 })
    const other = await headersOf(product, await addClient(product))
    const headers = await headersOf(product, machine)
    const statuses = []
    for (let n = 0; n < 8; n++) statuses.push((await product.send('GET', '/posts', { headers })).statusCode)
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429, 429, 429])
    const refused = await product.send('GET', '/posts', { headers })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect((await product.send('GET', '/posts', { headers: other })).statusCode).toBe(200)
    // One refusal a minute is noted; a flood costs no writes.
    const { calls } = await callsOnceThere(machine.client.id, 6)
    expect(calls.filter(({ status }) => status === 429)).toHaveLength(1)
    product.clock.forward(60_000)
    expect((await product.send('GET', '/posts', { headers })).statusCode).toBe(200)
  })
})

describe('a client that is over', () => {
  const isRefused = async (headers: object) => {
    const answer = await figures(headers)
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
      401,
      'Bearer realm="ponte", error="invalid_token"'
    ])
  }

  it('because it was revoked, is refused within five seconds, and gets no other token', async () => {
    const machine = await addClient(product)
    const headers = await headersOf(product, machine)
    expect((await figures(headers)).statusCode).toBe(200)
    const revoked = await asAdministrator('POST', `/clients/${machine.client.id}/revoke`)
    expect([revoked.statusCode, revoked.json<Client>().revokedAt]).toEqual([200, product.clock.at.toISOString()])
    product.clock.forward(5000)
    await isRefused(headers)
    await expect(headersOf(product, machine)).rejects.toThrow('invalid_client')
    // A new secret would open nothing: it needs a client with a time of its own.
    expect((await asAdministrator('POST', `/clients/${machine.client.id}/secret`)).statusCode).toBe(409)
    expect((await asAdministrator('POST', `/clients/${machine.client.id}/secret`)).statusCode).toBe(409)
  })

  it('is refused within five seconds of real time too', async () => {
    const machine = await addClient(product)
    const real = product.services.now
    product.services.now = () => new Date()
    try {
      const token = (await headersOf(product, machine)).authorization
      expect((await figures({ authorization: token })).statusCode).toBe(200)
      const revokedAt = Date.now()
      await product.sql('update clients set revoked_at = now() where id = $1', [machine.client.id])
      while ((await figures({ authorization: token })).statusCode !== 401) await sleep(100)
      expect(Date.now() - revokedAt).toBeLessThan(5000)
    } finally {
      product.services.now = real
    }
  })

  it('because its secret was rolled, goes on with the new one only', async () => {
    const machine = await addClient(product)
    const headers = await headersOf(product, machine)
    const answer = await asAdministrator('POST', `/clients/${machine.client.id}/secret`)
    expect(answer.statusCode).toBe(201)
    const { secret } = answer.json<Output<typeof createClient>>()
    product.clock.forward(5000)
    await isRefused(headers)
    await expect(headersOf(product, machine)).rejects.toThrow('invalid_client')
    expect((await figures(await headersOf(product, { ...machine, secret }))).statusCode).toBe(200)
  })

  it('because its time is over, is refused', async () => {
    const machine = await addClient(product, ['statistics:read'], { days: 1 })
    const headers = await headersOf(product, machine)
    expect((await figures(headers)).statusCode).toBe(200)
    product.clock.forward(86_400_000)
    await isRefused(headers)
    await expect(headersOf(product, machine)).rejects.toThrow('invalid_client')
  })

  it('because a scope was taken away, has it no more in the tokens it holds', async () => {
    const machine = await addClient(product)
    const headers = await headersOf(product, machine)
    await product.sql("update clients set scopes = '{posts:read}' where id = $1", [machine.client.id])
    product.clock.forward(5000)
    expect((await figures(headers)).statusCode).toBe(403)
  })
})
