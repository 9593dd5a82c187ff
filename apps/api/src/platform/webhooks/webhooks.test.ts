import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Delivery, Output, Webhook, createWebhook } from '@ponte/schema'
import { addDelivery, addWebhook } from '../../../test/webhooks.ts'
import { runNight } from '../../../test/nights.ts'
import { startTestProduct, type Answer, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'

let product: TestProduct
let administrator: Person
beforeAll(async () => {
  product = await startTestProduct()
  administrator = await addStaff(product, 'administrator')
})
beforeEach(async () => {
  await product.sql('delete from webhook_deliveries')
  await product.sql('delete from webhooks')
})
afterAll(() => product.close())

const ask = (method: 'GET' | 'POST' | 'PATCH', path = '', payload?: object, headers: object = {}) =>
  product.send(method, `/webhooks${path}`, {
    ...(payload ? { payload } : {}),
    headers: { ...administrator.headers, ...headers }
  })
const values = { url: 'https://hooks.gov.mz/a?chave=segredo', description: ' Juventude ', types: ['decision.made'] }
const create = (changes: object = {}) => ask('POST', '', { ...values, ...changes })
const problemOf = (answer: Answer) => [answer.statusCode, answer.json<{ type: string }>().type.split('/').pop()]

describe('an administrator', () => {
  it('makes a webhook and sees its secret once; a stolen dump shows neither secret nor address', async () => {
    const answer = await create()
    expect(answer.statusCode).toBe(201)
    const { webhook, secret } = answer.json<Output<typeof createWebhook>>()
    expect(webhook).toMatchObject({
      ...values,
      description: 'Juventude',
      enabled: true,
      failingSince: null,
      version: 1
    })
    expect(secret).toMatch(/^whsec_/)
    for (const url of ['/webhooks', `/webhooks/${webhook.id}`])
      expect((await ask('GET', url.slice(9))).body).not.toContain(secret)
    const dump = JSON.stringify([await product.sql('select * from webhooks'), await product.sql('select * from audit')])
    expect(dump).not.toContain('hooks.gov.mz')
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'))
    const audit = await product.sql('select action, actor_id, fields from audit where subject_id = $1', [webhook.id])
    expect(audit).toEqual([{ action: 'webhook.created', actor_id: administrator.id, fields: ['decision.made'] }])
  })

  it('gets the same webhook for a request that is repeated with its key', async () => {
    const key = { 'idempotency-key': 'webhook-once-1' }
    const [first, second] = [await ask('POST', '', values, key), await ask('POST', '', values, key)]
    expect(second.json()).toEqual(first.json())
  })

  it.each([
    ['plain http', { url: 'http://hooks.gov.mz/' }],
    ['an address inside', { url: 'https://10.0.0.1/' }],
    ['an event that there is not', { types: ['registrant.changed'] }],
    ['no event', { types: [] }],
    ['no description', { description: ' ' }],
    ['a field more', { enabled: true }]
  ])('is refused %s', async (_, changes) => {
    expect(problemOf(await create(changes))).toEqual([400, 'invalid-request'])
  })

  it('is told which field to mend where the address is not public', async () => {
    expect((await create({ url: 'https://localhost/' })).json().errors).toEqual([
      expect.objectContaining({ pointer: '#/url', code: 'publicAddress' })
    ])
  })

  it('changes it, if nobody else did meanwhile', async () => {
    const { webhook } = await addWebhook(product)
    const change = (version: string, body: object) =>
      ask('PATCH', `/${webhook.id}`, body, version ? { 'if-match': version } : {})
    expect(problemOf(await change('', { description: 'B' }))).toEqual([428, 'version-missing'])
    const changed = await change('"1"', { url: 'https://b.gov.mz/', types: ['campaign.finished'] })
    expect([changed.statusCode, changed.headers.etag]).toEqual([200, '"2"'])
    expect(changed.json()).toMatchObject({ url: 'https://b.gov.mz/', types: ['campaign.finished'], version: 2 })
    expect(problemOf(await change('"1"', { description: 'C' }))).toEqual([412, 'version-changed'])
    expect(problemOf(await change('"2"', { url: 'https://127.0.0.1/' }))).toEqual([400, 'invalid-request'])
    expect(problemOf(await change('"2"', {}))).toEqual([400, 'invalid-request'])
  })

  it('switches it off, which stops messages by hand too, and on again, which forgets that it failed', async () => {
    const { webhook } = await addWebhook(product)
    const off = await ask('PATCH', `/${webhook.id}`, { enabled: false }, { 'if-match': '"1"' })
    expect(off.json()).toMatchObject({ enabled: false, disabledReason: 'by-hand', disabledAt: expect.any(String) })
    expect(problemOf(await ask('POST', `/${webhook.id}/test`))).toEqual([409, 'conflict'])
    await product.sql("update webhooks set failing_since = now() - interval '6 days'")
    const on = await ask('PATCH', `/${webhook.id}`, { enabled: true }, { 'if-match': '"2"' })
    expect(on.json()).toMatchObject({ enabled: true, disabledReason: null, disabledAt: null, failingSince: null })
  })

  it('rolls the secret, and sees until when the one before is good too', async () => {
    const { webhook, secret } = await addWebhook(product)
    const answer = await ask('POST', `/${webhook.id}/secret`)
    expect(answer.statusCode).toBe(201)
    const rolled = answer.json<Output<typeof createWebhook>>()
    expect(rolled.secret).not.toBe(secret)
    const hours = (Date.parse(rolled.webhook.previousSecretUntil!) - Date.now()) / 3_600_000
    expect(hours).toBeCloseTo(24, 1)
    await product.sql("update webhooks set previous_secret_until = now() - interval '1 second'")
    expect((await ask('GET', `/${webhook.id}`)).json<Webhook>().previousSecretUntil).toBe(null)
  })

  it('pages through its messages, newest first', async () => {
    const { webhook } = await addWebhook(product)
    const other = await addWebhook(product)
    await addDelivery(product, other.webhook.id)
    const ids = []
    for (let n = 0; n < 7; n++) ids.unshift(await addDelivery(product, webhook.id))
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: Delivery[]; next: string | null } = (
        await ask('GET', `/${webhook.id}/deliveries?limit=3${cursor && `&cursor=${cursor}`}`)
      ).json()
      expect(page.items.length).toBeLessThanOrEqual(3)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    expect(seen).toEqual(ids)
    expect(problemOf(await ask('GET', `/${webhook.id}/deliveries?cursor=x`))).toEqual([400, 'malformed-request'])
  })

  it('finds no webhook and no message that is not there, nor a message of another', async () => {
    const { webhook } = await addWebhook(product)
    const foreign = await addDelivery(product, (await addWebhook(product)).webhook.id)
    const none = '/00000000-0000-4000-8000-000000000000'
    for (const answer of [
      await ask('GET', none),
      await ask('PATCH', none, { enabled: false }, { 'if-match': '"1"' }),
      await ask('POST', `${none}/secret`),
      await ask('POST', `${none}/test`),
      await ask('GET', `${none}/deliveries`),
      await ask('POST', `/${webhook.id}/deliveries/${foreign}/replay`)
    ])
      expect(problemOf(answer)).toEqual([404, 'not-found'])
  })

  it('makes no more than a hundred', async () => {
    for (let n = 0; n < 100; n++) await addWebhook(product)
    expect(problemOf(await create())).toEqual([409, 'conflict'])
  })
})

it('messages that are done with are gone after thirty days; those that wait stay', async () => {
  const { webhook } = await addWebhook(product)
  const kept: string[] = []
  for (const [state, days] of [
    ['delivered', 29],
    ['waiting', 31],
    ['delivered', 31],
    ['failed', 31]
  ] as const) {
    const id = await addDelivery(product, webhook.id)
    const at = new Date(product.clock.at.getTime() - days * 86_400_000)
    await product.sql('update webhook_deliveries set state = $1, created_at = $2 where id = $3', [state, at, id])
    if (kept.length < 2) kept.push(id)
  }
  await runNight(product.worker)
  const left = await product.sql<{ id: string }>('select id from webhook_deliveries order by id')
  expect(left.map(({ id }) => id)).toEqual(kept)
})
