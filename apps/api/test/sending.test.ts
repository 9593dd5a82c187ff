import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { startTestProduct, type TestProduct } from './harness.ts'
import { startSmtpSink, type SmtpSink } from './smtpSink.ts'
import { system } from '../src/db/actor.ts'
import { transaction, type Services } from '../src/services.ts'
import { createGateway, type Gateway } from '../src/platform/messages/gateway.ts'
import { SENDERS, sendQueuedMessages } from '../src/platform/messages/messages.jobs.ts'
import { queueMessage } from '../src/platform/messages/messages.queries.ts'

/*
 * Mail is sent at least once. A repeat is possible for what each sender had in hand when it was killed, one message, and it
 * keeps its Message-ID, by which mail programs know it. What the mail server took is never put into the queue again.
 */
let product: TestProduct
let sink: SmtpSink
let services: Services
let gateway: Gateway

beforeAll(async () => {
  product = await startTestProduct()
  sink = await startSmtpSink()
  services = { ...product.worker, config: { ...product.config, smtpUrl: sink.url } }
  gateway = createGateway(services)
})
afterAll(async () => {
  await sink.close()
  await product.close()
})
beforeEach(async () => {
  sink.deliveries.length = 0
  await product.sql('delete from messages')
})

const queue = (count: number) =>
  transaction(services, system('test'), async (db) => {
    const ids: string[] = []
    for (let n = 0; n < count; n++)
      ids.push(
        await queueMessage(db, services, {
          channel: 'email',
          kind: 'notice',
          to: `p${n}@example.org`,
          subject: 'Aviso',
          text: 'Olá'
        })
      )
    return ids
  })
const sentIds = () => sink.deliveries.map(({ messageId }) => /^<([^@]+)@/.exec(messageId)![1]!)
const rowsOf = () =>
  product.sql<{ id: string; state: string; attempts: number }>('select id, state, attempts from messages order by id')
const leaseEnds = () =>
  product.sql(`update messages set sent_at = sent_at - interval '61 seconds' where state = 'sending'`)

/** Runs a sender that is killed after its nth message was taken. */
async function sendAndDie(sends: number) {
  const sender = spawn(process.execPath, [path.join(import.meta.dirname, 'dyingSender.ts')], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: product.url('ponte_worker'),
      DATABASE_OWNER_URL: product.url('ponte_owner'),
      SMTP_URL: sink.url,
      SENDS: String(sends)
    },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const [, signal] = (await once(sender, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
}

describe('a sender that is killed after the mail server took a message and before that was noted', () => {
  it('leaves at most one message of each sender to be repeated, with the same Message-ID, and loses none', async () => {
    const ids = await queue(9)
    await sendAndDie(3)
    expect(sentIds().length).toBeGreaterThanOrEqual(3)
    const rows = await rowsOf()
    const inHand = rows.filter(({ state }) => state === 'sending').map(({ id }) => id)
    const noted = rows.filter(({ state }) => state === 'sent')
    expect(inHand.length).toBeLessThanOrEqual(SENDERS)
    expect(inHand).toContain(sentIds()[2])

    // Their claims still hold: another sender takes the rest and leaves them alone.
    expect(await sendQueuedMessages(services, gateway)).toBe(9 - inHand.length - noted.length)
    await leaseEnds()
    expect(await sendQueuedMessages(services, gateway)).toBe(inHand.length)
    expect(new Set(sentIds())).toEqual(new Set(ids))
    for (const id of ids) {
      const [first, again] = sink.deliveries.filter(({ messageId }) => messageId.includes(id))
      if (again) expect([inHand, again]).toEqual([expect.arrayContaining([id]), first])
    }
    expect((await rowsOf()).every(({ state }) => state === 'sent')).toBe(true)
    expect(await sendQueuedMessages(services, gateway)).toBe(0)
  })

  it('repeats at most one message for each kill and sender', async () => {
    const ids = await queue(8)
    for (const sends of [1, 2, 1]) {
      await sendAndDie(sends)
      await leaseEnds()
    }
    await sendQueuedMessages(services, gateway)
    expect(new Set(sentIds())).toEqual(new Set(ids))
    expect(sentIds().length).toBeLessThanOrEqual(8 + 3 * SENDERS)
  })
})

describe('when noting it down fails after the mail server took a message', () => {
  const refuseNoting = `
    create function refuse_noting() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$;
    create trigger refuse_noting before update on messages for each row when (new.state = 'sent') execute function refuse_noting()`

  it('the sender goes on trying to note it and never puts it back into the queue', async () => {
    const [id] = await queue(1)
    await product.sql(refuseNoting)
    const sending = sendQueuedMessages(services, gateway)
    await sleep(1500)
    expect(sentIds()).toEqual([id])
    expect(await rowsOf()).toEqual([{ id, state: 'sending', attempts: 1 }])
    expect(await sendQueuedMessages(services, gateway)).toBe(0)

    await product.sql('drop function refuse_noting cascade')
    expect(await sending).toBe(1)
    expect(sentIds()).toEqual([id])
    expect(await rowsOf()).toEqual([{ id, state: 'sent', attempts: 1 }])
  })

  it('nor when the database cuts every connection at that moment', async () => {
    const [id] = await queue(1)
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'ponte_worker'`
    const sent = await sendQueuedMessages(services, {
      ...gateway,
      async email(message) {
        await gateway.email(message)
        await product.sql(cut)
      }
    })
    expect([sent, sentIds()]).toEqual([1, [id]])
    expect(await rowsOf()).toEqual([{ id, state: 'sent', attempts: 1 }])
  })
})

it('a message that the mail server refuses for now waits, and goes out later under the same Message-ID', async () => {
  const [id] = await queue(1)
  sink.refuse(1)
  expect(await sendQueuedMessages(services, gateway)).toBe(0)
  expect(await rowsOf()).toEqual([{ id, state: 'queued', attempts: 1 }])
  expect(await sendQueuedMessages(services, gateway)).toBe(0)
  await product.sql(`update messages set sent_at = sent_at - interval '1 hour'`)
  expect(await sendQueuedMessages(services, gateway)).toBe(1)
  expect(sentIds()).toEqual([id])
})

describe('when the mail server takes nothing for longer than eight tries last', () => {
  const failWith = (error: Error): Gateway => ({ ...gateway, email: () => Promise.reject(error) })
  const tryLate = async (failure: Error) => {
    await product.sql("update messages set attempts = 7, sent_at = now() - interval '2 hours'")
    await sendQueuedMessages(services, failWith(failure))
    return (await rowsOf())[0]!.state
  }

  it('what has time waits on', async () => {
    await queue(1)
    expect(await tryLate(new Error('Connection refused'))).toBe('queued')
  })

  it('what is refused for good, and a code that nobody waits for any more, is given up', async () => {
    await queue(1)
    expect(await tryLate(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))).toBe('failed')
    await product.sql("update messages set state = 'queued', kind = 'code'")
    expect(await tryLate(new Error('Connection refused'))).toBe('failed')
  })
})
