import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Mailing } from '@ponte/schema'
import { SMTPServer } from 'smtp-server'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person, type RegisteredPerson } from '../../../test/people.ts'
import { addMailing, addReader, giveConsent, mailingValues } from '../../../test/samples/mailings.ts'
import { createGateway, type Gateway } from '../../platform/messages/gateway.ts'
import { system } from '../../db/actor.ts'
import { statement } from '../../services.ts'
import { fillMailings, SENDERS, sendMailings } from './mailings.jobs.ts'
import { stepStatement } from './recipients.queries.ts'

/*
 * A message to people who agreed, written by one and approved by another, handed at most once to a mail server of flesh and
 * blood (a real SMTP server on loopback that can be told to misbehave).
 */
let product: TestProduct
let ivone: Person
let chief: Person
let readers: RegisteredPerson[]
let mail: { to: string; text: string }[] = []
type Trouble = 'cut' | { responseCode: number } | undefined
let misbehave: ((to: string) => Trouble | Promise<Trouble>) | undefined
let sink: SMTPServer
let gateway: Gateway

beforeAll(async () => {
  sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]!.address
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.on('end', () => void end())
      const end = async () => {
        const what = await misbehave?.(to)
        // Long headers are folded.
        mail.push({
          to,
          text: Buffer.concat(chunks)
            .toString()
            .replace(/\r\n[ \t]+/g, ' ')
        })
        if (what === 'cut') return connections.forEach((connection) => void connection.destroy())
        done(what ? Object.assign(new Error('no'), what) : null)
      }
    }
  })
  const connections = new Set<{ destroy(): void }>()
  sink.server.on('connection', (connection) => {
    connections.add(connection)
    connection.on('close', () => connections.delete(connection))
  })
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve))
  const { port } = sink.server.address() as { port: number }
  product = await startTestProduct()
  gateway = createGateway({ config: { ...product.config, smtpUrl: `smtp://127.0.0.1:${port}` } })
  ivone = await addStaff(product, 'communications')
  chief = await addStaff(product, 'communications')
  readers = []
  for (let n = 0; n < 11; n++) readers.push(await addReader(product, 'news', n === 10 ? { language: 'eng' } : {}))
})
afterAll(async () => {
  await product.close()
  await new Promise<void>((resolve) => sink.close(resolve))
})

const post = (url: string, who: Person, payload: object = {}) =>
  product.send('POST', url, { payload, headers: who.headers })
/** As somebody does who read the text that was proposed. */
const approveAs = async (who: Person, id: string, version?: number) =>
  product.send('POST', `/mailings/${id}/approve`, {
    headers: { ...who.headers, 'if-match': `"${version ?? (await read(id)).version}"` }
  })
const read = async (id: string) =>
  (await product.send('GET', `/mailings/${id}`, { headers: ivone.headers })).json<Mailing>()
const send = () => sendMailings(product.worker, gateway)

async function propose(changes: object = {}): Promise<string> {
  const created = await post('/mailings', ivone, { ...mailingValues, ...changes })
  const { id } = created.json<Mailing>()
  expect((await post(`/mailings/${id}/propose`, ivone)).json<Mailing>().state).toBe('proposed')
  return id
}
async function approve(changes: object = {}): Promise<string> {
  const id = await propose(changes)
  const approved = await approveAs(chief, id)
  expect([approved.statusCode, approved.json().detail]).toEqual([200, undefined])
  await fillMailings(product.worker)
  mail = []
  misbehave = undefined
  return id
}

describe('a mailing', () => {
  it('is approved by another person than who wrote it, also when the database is asked directly', async () => {
    const id = await propose()
    expect((await read(id)).mayApprove).toBe(false)
    expect((await approveAs(ivone, id)).statusCode).toBe(409)
    await expect(product.sql('update mailings set approved_by = editors[1] where id = $1', [id])).rejects.toThrow(
      'mailings_approved_by_another'
    )
  })

  it('is not approved by who put other words into it, whoever began and proposed it', async () => {
    const { id } = (await post('/mailings', ivone, mailingValues)).json<Mailing>()
    await product.send('PATCH', `/mailings/${id}`, {
      payload: { pt: { subject: 'Outro assunto', text: 'Outro texto.' } },
      headers: { ...chief.headers, 'if-match': '"1"' }
    })
    await post(`/mailings/${id}/propose`, ivone)
    expect((await approveAs(chief, id)).statusCode).toBe(409)
    expect((await approveAs(await addStaff(product, 'communications'), id)).statusCode).toBe(200)
    await post(`/mailings/${id}/stop`, ivone)
  })

  it('stands still once it is proposed, and is a draft again when it is taken back', async () => {
    const id = await propose()
    const change = (version: number) =>
      product.send('PATCH', `/mailings/${id}`, {
        payload: { name: 'Outro' },
        headers: { ...ivone.headers, 'if-match': `"${version}"` }
      })
    expect((await change(2)).statusCode).toBe(409)
    await post(`/mailings/${id}/revise`, ivone)
    expect((await change(3)).json<Mailing>()).toMatchObject({ name: 'Outro', state: 'draft', proposedBy: null })
  })

  it('is approved as it was read: a text that was written meanwhile does not go out', async () => {
    const id = await propose()
    const { version } = await read(id)
    await post(`/mailings/${id}/revise`, ivone)
    await product.send('PATCH', `/mailings/${id}`, {
      payload: { pt: { subject: 'Outra coisa', text: 'Ligue para este número.' } },
      headers: { ...ivone.headers, 'if-match': `"${version + 1}"` }
    })
    await post(`/mailings/${id}/propose`, ivone)
    expect((await approveAs(chief, id, version)).statusCode).toBe(412)
    expect((await post(`/mailings/${id}/approve`, chief)).statusCode).toBe(428)
    expect((await read(id)).state).toBe('proposed')
  })

  it('of a campaign that is not there is refused with a word on it', async () => {
    const answer = await post('/mailings', ivone, {
      ...mailingValues,
      campaignId: '01930000-0000-7000-8000-000000000099'
    })
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '#/campaignId' })]
    ])
  })

  it('does not go to fewer than ten people, who could be told apart', async () => {
    const id = await propose({ countries: ['NO'] })
    const refused = await approveAs(chief, id)
    expect([refused.statusCode, refused.json().detail]).toEqual([409, expect.stringContaining('at least 10')])
    expect((await read(id)).state).toBe('proposed')
  })

  it('says how many it reaches in round numbers, and nothing below ten', async () => {
    const { id } = await addMailing(product)
    const reach = (await product.send('GET', `/mailings/${id}/reach`, { headers: ivone.headers })).json()
    expect(reach.reached % 5).toBe(0)
    expect(reach.withoutEmail).toBeNull()
    const { id: small } = await addMailing(product, { purpose: 'investment' })
    expect(
      (await product.send('GET', `/mailings/${small}/reach`, { headers: ivone.headers })).json().reached
    ).toBeNull()
  })

  it('can be tried on oneself', async () => {
    const { id } = await addMailing(product)
    expect((await post(`/mailings/${id}/test`, ivone, { language: 'pt' })).statusCode).toBe(202)
    const [row] = await product.sql<{ count: string }>("select count(*) from messages where kind = 'notice'")
    expect(Number(row!.count)).toBeGreaterThan(0)
  })
})

describe('sending', () => {
  it('tells nothing by the difference of two segments that differ in a country of few', async () => {
    await addReader(product, 'news', { country: 'SZ', area: null })
    const reachOf = async (countries: string[]) => {
      const { id } = (await post('/mailings', ivone, { ...mailingValues, countries })).json<Mailing>()
      const answer = await product.send('GET', `/mailings/${id}/reach`, { headers: ivone.headers })
      return answer.json<{ segment: number | null; reached: number | null }>()
    }
    const [both, one, few] = [await reachOf(['ZA', 'SZ']), await reachOf(['ZA']), await reachOf(['SZ'])]
    expect(few).toMatchObject({ segment: null, reached: null })
    expect(one.reached).toEqual(expect.any(Number))
    expect(both).toEqual(one)
  })

  it('reaches everybody who agrees, once, in their language, with a way out', async () => {
    const id = await approve({ en: { subject: 'Fair', text: 'Come on Saturday, it is free.' } })
    expect(await send()).toBe(11)
    expect(await send()).toBe(0)
    expect(await read(id)).toMatchObject({ state: 'finished', results: { sent: 11, queued: 0 } })
    expect(new Set(mail.map(({ to }) => to)).size).toBe(11)
    expect(mail.filter(({ text }) => text.includes('Subject: Fair'))).toHaveLength(1)
    for (const { text } of mail) {
      expect(text).toMatch(/List-Unsubscribe: <http[^>]+\/api\/v1\/unsubscribe\/[\w-]{80}>/)
      expect(text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
      expect(text).toContain(`X-Ponte-Mailing: ${id}`)
    }
  })

  it('gives nothing to somebody who withdrew between approval and sending', async () => {
    const id = await approve()
    await giveConsent(product, readers[0]!, 'news', false)
    await send()
    await giveConsent(product, readers[0]!, 'news', true)
    expect((await read(id)).results).toMatchObject({ sent: 10, withdrawn: 1 })
    expect(mail).toHaveLength(10)
  })

  it('tries again where the server says later, and gives up where it says never', async () => {
    const id = await approve()
    let turn = 0
    misbehave = () => [{ responseCode: 451 }, { responseCode: 550 }][turn++]
    await send()
    expect((await read(id)).results).toMatchObject({ sent: 9, queued: 1, failed: 1 })
    await product.sql('update mailing_recipients set due_at = now()')
    await send()
    expect(await read(id)).toMatchObject({ state: 'finished', results: { sent: 10, queued: 0, failed: 1 } })
  })

  it('waits for a mail server that lets nobody in, however often that was tried', async () => {
    const id = await approve()
    await product.sql('update mailing_recipients set attempts = 30 where mailing_id = $1', [id])
    const shut = Object.assign(new Error('Invalid login'), { code: 'EAUTH', mayHaveLeft: false, isShut: true })
    await sendMailings(product.worker, { ...gateway, email: () => Promise.reject(shut) })
    expect((await read(id)).results).toMatchObject({ queued: 11, failed: 0 })
    await post(`/mailings/${id}/stop`, chief)
  })

  it('does not repeat what may have left: it is shown, and sent again only when somebody decides so', async () => {
    const id = await approve()
    let cuts = 0
    misbehave = () => (cuts++ === 0 ? 'cut' : undefined)
    await send()
    const { results } = await read(id)
    // One for each sender whose text was on its way when the line broke.
    expect(results.unknown).toBeGreaterThanOrEqual(1)
    expect(results.unknown).toBeLessThanOrEqual(SENDERS)
    await product.sql('update mailing_recipients set due_at = now()')
    await send()
    const later = (await read(id)).results
    expect(later).toMatchObject({ sent: 11 - results.unknown, unknown: results.unknown, queued: 0 })
    expect(new Set(mail.map(({ to }) => to)).size).toBe(mail.length)
    misbehave = undefined
    expect((await post(`/mailings/${id}/resend-unknown`, chief)).statusCode).toBe(200)
    await send()
    expect(await read(id)).toMatchObject({ state: 'finished', results: { sent: 11, unknown: 0 } })
    // The repeat is the same message to a mail program.
    const ids = mail.map(({ text }) => /Message-ID: (\S+)/i.exec(text)![1])
    expect(new Set(ids).size).toBe(11)
  })

  it('calls unknown what a sender had in hand when it died', async () => {
    const id = await approve()
    await product.sql(
      `update mailing_recipients set state = 'sending', claimed_at = now() - interval '20 minutes'
       where (mailing_id, registrant_id) in (select mailing_id, registrant_id from mailing_recipients where mailing_id = $1 limit 2)`,
      [id]
    )
    await send()
    expect((await read(id)).results).toMatchObject({ sent: 9, unknown: 2 })
  })

  it('writes nothing down over a message that was taken on again meanwhile', async () => {
    const id = await approve()
    const [one, other] = readers.map((reader) => reader.id)
    await product.sql(
      `update mailing_recipients set state = 'sending', attempts = 2, claimed_at = now()
       where mailing_id = $1 and registrant_id = any ($2)`,
      [id, [one, other]]
    )
    const sent = (registrantId: string, attempts: number) =>
      ({ mailingId: id, registrantId, attempts, state: 'sent' }) as const
    const outcomes = [sent(one!, 1), sent(other!, 2)]
    expect(await statement(product.worker, system('mailing'), stepStatement({ outcomes, claims: 0 }))).toEqual([])
    expect((await read(id)).results).toMatchObject({ sending: 1, sent: 1, queued: 9 })
    await product.sql(`update mailings set state = 'stopped' where id = $1`, [id])
  })

  it('passes over an address that cannot be read, and sends to everybody else', async () => {
    const id = await approve()
    const reader = readers[3]!.id
    const keep = `select sealed from contacts where registrant_id = $1`
    const [kept] = await product.sql<{ sealed: Buffer }>(keep, [reader])
    await product.sql(`update contacts set sealed = '\\x01020304' where registrant_id = $1`, [reader])
    await send()
    expect(await read(id)).toMatchObject({ state: 'finished', results: { sent: 10, failed: 1 } })
    await product.sql('update contacts set sealed = $2 where registrant_id = $1', [reader, kept!.sealed])
  })

  it('leaves stopped what was refused for now after somebody stopped it', async () => {
    const id = await approve()
    let stopped: Promise<unknown> | undefined
    // While the first messages are on their way, somebody stops it; then the mail server says "later".
    misbehave = async () => {
      await (stopped ??= Promise.resolve(post(`/mailings/${id}/stop`, chief)))
      return { responseCode: 451 }
    }
    await send()
    expect((await read(id)).results).toMatchObject({ stopped: 11, queued: 0, sent: 0 })
    mail = []
    await send()
    expect(mail).toEqual([])
  })

  it('that is stopped before it is written down who gets it goes to nobody', async () => {
    const id = await propose()
    await approveAs(chief, id)
    expect((await read(id)).results.queued).toBe(0)
    expect((await post(`/mailings/${id}/stop`, chief)).statusCode).toBe(200)
    mail = []
    expect(await send()).toBe(0)
    expect([(await read(id)).state, mail]).toEqual(['stopped', []])
    const [row] = await product.sql<{ count: string }>(
      'select count(*) from mailing_recipients where mailing_id = $1',
      [id]
    )
    expect(Number(row!.count)).toBe(0)
  })

  it('is written down once by two workers at the same time', async () => {
    const id = await propose()
    await approveAs(chief, id)
    const before = await product.sql("select from audit where action = 'mailing.sent'")
    await Promise.all([fillMailings(product.worker), fillMailings(product.worker)])
    const after = await product.sql("select from audit where action = 'mailing.sent'")
    expect([(await read(id)).results.queued, after.length - before.length]).toEqual([11, 1])
    await post(`/mailings/${id}/stop`, chief)
  })

  it('stops at once when somebody says so', async () => {
    const id = await approve()
    expect((await post(`/mailings/${id}/stop`, chief)).json<Mailing>()).toMatchObject({
      state: 'stopped',
      results: { stopped: 11, queued: 0 }
    })
    expect(await send()).toBe(0)
  })

  it('leaves a line in the history of everybody it went to', async () => {
    await approve()
    const history = await product.send('GET', '/me/history', { headers: readers[1]!.headers })
    expect(history.json().items).toContainEqual(expect.objectContaining({ action: 'mailing.sent', fields: ['news'] }))
    const copy = await product.send('GET', '/me/download', { headers: readers[1]!.headers })
    expect(copy.json().sections.mailings[0]).toMatchObject({ purpose: 'news', state: 'queued' })
  })
})

describe('the way out', () => {
  const tokenFrom = ({ text }: { text: string }) => /unsubscribe\/([\w-]{80})>/.exec(text)![1]!

  it('works by the button of a mail program, without signing in, and again without harm', async () => {
    await approve()
    await send()
    const token = tokenFrom(mail[0]!)
    // Two words in one millisecond have no order, and the clock stands still.
    product.clock.forward(1)
    const press = () =>
      product.app.inject({
        method: 'POST',
        url: `/api/v1/unsubscribe/${token}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'List-Unsubscribe=One-Click'
      })
    expect([(await press()).statusCode, (await press()).json()]).toEqual([200, { purpose: 'news' }])
    const [row] = await product.sql<{ count: string }>(
      "select count(*) from consents where purpose = 'news' and not given"
    )
    expect(Number(row!.count)).toBe(2)
    const id = await approve()
    expect((await read(id)).results.queued).toBe(10)
  })

  it('is refused alike for a token that is not ours', async () => {
    const answer = await product.send('POST', '/unsubscribe', { payload: { token: 'x'.repeat(80) } })
    expect(answer.statusCode).toBe(404)
  })
})

it('nobody but the product reads whom a mailing goes to', async () => {
  const { withTransaction } = await import('../../db/transaction.ts')
  const actor = { kind: 'staff', id: ivone.id, role: 'communications', postId: null, sessionId: ivone.id } as const
  const found = await withTransaction(product.services.pool, actor, (db) =>
    db.execute('select registrant_id from mailing_recipients')
  )
  expect(found.rows).toEqual([])
})
