import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Delivery, Output, Webhook as WebhookRow, WebhookEventType, createWebhook } from '@ponte/schema'
import pg from 'pg'
import { Webhook } from 'standardwebhooks'
import { addWebhook, startReceiver, type Received, type Receiver } from '../../../test/webhooks.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, type Person } from '../../../test/people.ts'
import { system } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { writeEvent } from '../../db/records.ts'
import { withTransaction } from '../../db/transaction.ts'
import { transaction } from '../../services.ts'
import { sendDeliveries, tellWebhooks } from './webhooks.jobs.ts'
import { createSender } from './webhooks.sender.ts'

/*
 * From an event to another system: at least once, signed, with pauses, and nothing lost. Time is the database's, so the
 * tests move what stands in it.
 */
let product: TestProduct
let administrator: Person
let receiver: Receiver
const sender = createSender({ toLoopback: true, timeoutMs: 1000 })

beforeAll(async () => {
  product = await startTestProduct()
  administrator = await addStaff(product, 'administrator')
  receiver = await startReceiver()
})
beforeEach(async () => {
  await product.sql('delete from webhook_deliveries')
  await product.sql('delete from webhooks')
  await product.sql('update domain_events set untold = false')
  receiver.received.length = 0
  receiver.answer = (response) => void response.writeHead(204).end()
})
afterAll(async () => {
  await receiver.close()
  await product.close()
})

const hook = (types: WebhookEventType[] = ['decision.made']) => addWebhook(product, { url: receiver.url, types })
const happen = (type: WebhookEventType = 'decision.made', id = createId()) =>
  transaction(product.services, system('test'), async (db) => {
    await writeEvent(db, type, id)
    return id
  })
const tell = () => tellWebhooks(product.worker)
const send = () => sendDeliveries(product.worker, sender)
const dueNow = () => product.sql("update webhook_deliveries set next_attempt_at = now() where state = 'waiting'")
const rowsOf = () =>
  product.sql<{ state: string; attempts: number; problem: string | null; response_status: number | null }>(
    'select state, attempts, problem, response_status from webhook_deliveries order by id'
  )
const webhookNow = async () =>
  (
    await product.sql<{ enabled: boolean; disabled_reason: string; failing: boolean }>(
      'select enabled, disabled_reason, failing_since is not null as failing from webhooks'
    )
  )[0]!
const payloadOf = ({ body }: Received) => JSON.parse(body) as { type: string; timestamp: string; data: { id: string } }
const bodies = () => receiver.received.map(payloadOf)

describe('an event', () => {
  it('arrives signed, as a type, a time and an id, at the webhooks that asked for it', async () => {
    const { secret } = await hook()
    await hook(['campaign.finished'])
    const id = await happen()
    expect([await tell(), await send()]).toEqual([1, 1])
    const [message] = receiver.received
    expect(new Webhook(secret).verify(message!.body, message!.headers as Record<string, string>)).toEqual(
      payloadOf(message!)
    )
    expect(payloadOf(message!)).toEqual({ type: 'decision.made', timestamp: expect.any(String), data: { id } })
    expect(message!.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Ponte-Webhooks/1',
      'webhook-id': expect.stringMatching(/^[0-9a-f-]{36}$/)
    })
    expect(await rowsOf()).toEqual([{ state: 'delivered', attempts: 1, problem: null, response_status: 204 }])
    expect([await tell(), await send()]).toEqual([0, 0])
  })

  it('that webhooks are not told of is not marked', async () => {
    await hook()
    await transaction(product.services, system('test'), (db) => writeEvent(db, 'staff.changed', createId()))
    expect(await tell()).toBe(0)
  })

  it('that commits after a later one is not missed', async () => {
    await hook()
    const pool = new pg.Pool({ connectionString: product.url('ponte_app'), max: 1 })
    const early = createId()
    let commit = () => {}
    const waiting = new Promise<void>((done) => (commit = done))
    let written = () => {}
    const isWritten = new Promise<void>((done) => (written = done))
    const slow = withTransaction(pool, system('test'), async (db) => {
      await writeEvent(db, 'decision.made', early)
      written()
      await waiting
    })
    await isWritten
    const late = await happen()
    expect([await tell(), await send()]).toEqual([1, 1])
    commit()
    await slow
    await pool.end()
    expect([await tell(), await send()]).toEqual([1, 1])
    expect(bodies().map(({ data }) => data.id)).toEqual([late, early])
  })

  it('is queued once, although two workers look at the same time', async () => {
    await hook()
    for (let n = 0; n < 20; n++) await happen()
    const told = await Promise.all([tell(), tell(), tell()])
    expect(told.reduce((a, b) => a + b)).toBe(20)
    expect(await rowsOf()).toHaveLength(20)
  })
})

it('two workers at once send each message once', async () => {
  await hook()
  await hook()
  for (let n = 0; n < 10; n++) await happen()
  await tell()
  await Promise.all([send(), send()])
  while ((await rowsOf()).some(({ state }) => state !== 'delivered')) await send()
  expect(receiver.received).toHaveLength(20)
  expect((await rowsOf()).every(({ attempts }) => attempts === 1)).toBe(true)
})

describe('people who were confirmed', () => {
  const confirmTwo = async () => [(await addRegistrant(product)).id, (await addRegistrant(product)).id]

  it('are told of once a day, after midnight, with nothing that leads to them', async () => {
    await hook(['registrant.confirmed'])
    const people = await confirmTwo()
    expect([await tell(), await send()]).toEqual([2, 0])
    const [row] = await product.sql<{ due: Date; about: string }>(
      'select next_attempt_at as due, about from webhook_deliveries'
    )
    const tomorrow = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 + 86_400_000)
    expect(row!.due).toEqual(tomorrow)
    await confirmTwo()
    await tell()
    expect(await rowsOf()).toHaveLength(1)

    await dueNow()
    expect(await send()).toBe(1)
    const [message] = receiver.received
    const { type, timestamp, data, ...rest } = payloadOf(message!)
    expect([type, timestamp, rest]).toEqual(['registrant.confirmed', tomorrow.toISOString(), {}])
    expect(data).toEqual({ id: message!.headers['webhook-id'] })
    // Version 4: made of chance alone. The ids of the product hold the time when they were made.
    expect(data.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    const events = await product.sql<{ id: string }>("select id from domain_events where type = 'registrant.confirmed'")
    for (const id of [...people, ...events.map((event) => event.id)]) expect(JSON.stringify(message)).not.toContain(id)
  })
})

describe('a receiver that does not take a message', () => {
  const cases: [string, (receiver: Receiver) => void, string, number | null][] = [
    ['answers 500', (r) => (r.answer = (response) => void response.writeHead(500).end()), 'status', 500],
    [
      'sends it elsewhere',
      (r) => (r.answer = (response) => void response.writeHead(302, { location: r.url }).end()),
      'redirect',
      302
    ],
    ['says nothing', (r) => (r.answer = () => {}), 'timeout', null],
    ['hangs up', (r) => (r.answer = (response) => void response.destroy()), 'connection', null]
  ]

  it.each(cases)('because it %s, is asked again later', async (_, prepare, problem, status) => {
    await hook()
    await happen()
    prepare(receiver)
    await tell()
    expect(await send()).toBe(1)
    expect(await rowsOf()).toEqual([{ state: 'waiting', attempts: 1, problem, response_status: status }])
    expect(receiver.received).toHaveLength(1)
    expect(await webhookNow()).toMatchObject({ enabled: true, failing: true })
    const [{ seconds }] = (await product.sql<{ seconds: number }>(
      'select extract(epoch from next_attempt_at - now())::float as seconds from webhook_deliveries'
    )) as [{ seconds: number }]
    expect(seconds).toBeGreaterThan(2)
    expect(seconds).toBeLessThanOrEqual(5)
    expect(await send()).toBe(0)
  })

  it('gets it with the same id when it is well again, and counts as well', async () => {
    await hook()
    await happen()
    receiver.answer = (response) => void response.writeHead(503).end()
    await tell()
    await send()
    receiver.answer = (response) => void response.writeHead(200).end()
    await dueNow()
    await send()
    const [first, second] = receiver.received
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    expect(second!.body).toBe(first!.body)
    expect(await rowsOf()).toEqual([{ state: 'delivered', attempts: 2, problem: null, response_status: 200 }])
    expect((await webhookNow()).failing).toBe(false)
  })

  it('is asked ten times with the pauses of the standard, and then no more', async () => {
    await hook()
    await happen()
    receiver.answer = (response) => void response.writeHead(500).end()
    await tell()
    const pauses = []
    for (let attempt = 1; attempt <= 10; attempt++) {
      await dueNow()
      await send()
      const [row] = await product.sql<{ seconds: number | null }>(
        'select round(extract(epoch from next_attempt_at - last_attempt_at))::int as seconds from webhook_deliveries'
      )
      pauses.push(row!.seconds)
    }
    expect(pauses).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null])
    expect(await rowsOf()).toEqual([{ state: 'failed', attempts: 10, problem: 'status', response_status: 500 }])
    await dueNow()
    expect(await send()).toBe(0)
  })

  it('for five days is switched off, and this stands in the audit', async () => {
    const { webhook } = await hook()
    await happen()
    receiver.answer = (response) => void response.writeHead(500).end()
    await tell()
    await send()
    await product.sql("update webhooks set failing_since = now() - interval '4 days 23 hours'")
    await dueNow()
    await send()
    expect((await webhookNow()).enabled).toBe(true)
    await product.sql("update webhooks set failing_since = now() - interval '5 days 1 minute'")
    await dueNow()
    await send()
    expect(await webhookNow()).toMatchObject({ enabled: false, disabled_reason: 'failing' })
    await dueNow()
    expect(await send()).toBe(0)
    const audit = await product.sql(
      "select actor_kind, fields from audit where subject_id = $1 and action = 'webhook.disabled'",
      [webhook.id]
    )
    expect(audit).toEqual([{ actor_kind: 'system', fields: ['failing'] }])
  })

  it('because it is gone (410) is switched off at once', async () => {
    await hook()
    await happen()
    receiver.answer = (response) => void response.writeHead(410).end()
    await tell()
    await send()
    expect(await webhookNow()).toMatchObject({ enabled: false, disabled_reason: 'gone' })
    expect(await rowsOf()).toMatchObject([{ state: 'failed', attempts: 1 }])
  })

  it('by sending without end, is cut off at 64 KB and has taken it all the same', async () => {
    await hook()
    await happen()
    let written = 0
    receiver.answer = (response) => {
      response.writeHead(200)
      const more = () => {
        for (; !response.destroyed && written < 50_000_000; written += 65_536)
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more)
      }
      more()
    }
    await tell()
    await send()
    expect(await rowsOf()).toMatchObject([{ state: 'delivered', response_status: 200 }])
    expect(written).toBeLessThan(20_000_000)
  })

  it('holds up nobody but itself', async () => {
    const other = await startReceiver()
    await hook()
    await addWebhook(product, { url: other.url })
    for (let n = 0; n < 3; n++) await happen()
    receiver.answer = () => {}
    await tell()
    const sending = send()
    while (other.received.length < 3) await sleep(20)
    expect(receiver.received).toHaveLength(1)
    await sending
    await other.close()
  })
})

describe('by hand', () => {
  const ask = (method: 'GET' | 'POST', url: string) => product.send(method, url, { headers: administrator.headers })

  it('a test arrives', async () => {
    const { webhook } = await hook()
    expect((await ask('POST', `/webhooks/${webhook.id}/test`)).statusCode).toBe(201)
    expect(await send()).toBe(1)
    expect(bodies()).toMatchObject([{ type: 'webhook.tested' }])
  })

  it('one message is sent again with the id that it had, whatever became of it', async () => {
    const { webhook } = await hook()
    await happen()
    await happen()
    await tell()
    await send()
    const { items } = (await ask('GET', `/webhooks/${webhook.id}/deliveries`)).json<{ items: Delivery[] }>()
    const again = await ask('POST', `/webhooks/${webhook.id}/deliveries/${items[0]!.id}/replay`)
    expect(again.json<Delivery>()).toMatchObject({ state: 'waiting', attempts: 0, messageId: items[0]!.messageId })
    expect(await send()).toBe(1)
    expect(receiver.received).toHaveLength(3)
    expect(receiver.received[2]!.headers['webhook-id']).toBe(items[0]!.messageId)
  })

  it('a message that is on its way is not sent twice', async () => {
    const { webhook } = await hook()
    await happen()
    await tell()
    await product.sql("update webhook_deliveries set state = 'sending', claimed_until = now() + interval '1 minute'")
    const [{ id }] = (await product.sql<{ id: string }>('select id from webhook_deliveries')) as [{ id: string }]
    expect((await ask('POST', `/webhooks/${webhook.id}/deliveries/${id}/replay`)).statusCode).toBe(409)
  })

  it('the secret is rolled: for a day both sign, then the new one alone', async () => {
    const { webhook, secret: before } = await hook()
    const rolled = await ask('POST', `/webhooks/${webhook.id}/secret`)
    const { secret } = rolled.json<Output<typeof createWebhook>>()
    const verify = (key: string, { body, headers }: Received) =>
      new Webhook(key).verify(body, headers as Record<string, string>)
    await happen()
    await tell()
    await send()
    expect(verify(before, receiver.received[0]!)).toEqual(verify(secret, receiver.received[0]!))
    await product.sql("update webhooks set previous_secret_until = now() - interval '1 second'")
    await happen()
    await tell()
    await send()
    expect(verify(secret, receiver.received[1]!)).toBeTruthy()
    expect(() => verify(before, receiver.received[1]!)).toThrow()
  })

  it('a webhook that was switched off is told nothing', async () => {
    const { webhook } = await hook()
    await product.send('PATCH', `/webhooks/${webhook.id}`, {
      payload: { enabled: false },
      headers: { ...administrator.headers, 'if-match': '"1"' }
    })
    await happen()
    await tell()
    expect([await send(), await rowsOf()]).toEqual([0, []])
    expect((await ask('GET', `/webhooks/${webhook.id}`)).json<WebhookRow>().disabledReason).toBe('by-hand')
  })
})

describe('a worker that is killed after the receiver took a message and before that was noted', () => {
  async function sendAndDie(sends: number) {
    const caller = spawn(process.execPath, [path.join(import.meta.dirname, '../../../test/dyingCaller.ts')], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: product.url('ponte_worker'),
        DATABASE_OWNER_URL: product.url('ponte_owner'),
        SENDS: String(sends)
      },
      stdio: ['ignore', 'ignore', 'inherit']
    })
    const [, signal] = (await once(caller, 'exit')) as [number | null, string | null]
    expect(signal).toBe('SIGKILL')
  }

  it('leaves one message to be repeated with the same id, and loses none', async () => {
    await hook()
    const ids = []
    for (let n = 0; n < 5; n++) ids.push(await happen())
    await tell()
    await sendAndDie(3)
    expect(receiver.received).toHaveLength(3)
    // Its claim still holds: the webhook waits until it is over.
    expect(await send()).toBe(0)
    await product.sql(
      "update webhook_deliveries set claimed_until = now() - interval '1 second' where state = 'sending'"
    )
    expect(await send()).toBe(3)
    expect(receiver.received).toHaveLength(6)
    expect(new Set(bodies().map(({ data }) => data.id))).toEqual(new Set(ids))
    const messages = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(messages[3]).toBe(messages[2])
    expect((await rowsOf()).every(({ state }) => state === 'delivered')).toBe(true)
  })
})
