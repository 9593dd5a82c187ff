// S12: a mailing to all who agreed, from its approval to the last written result, beside a bare pool of nodemailer that hands the same text to
// the same mail server.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { mailingHands } from '../kill/mailingHands.mjs'
import { findFreePort } from '../ports.mjs'
import { drained, until } from '../until.mjs'
import { startApi, usageOf } from './api.mjs'
import { withClient } from './people.mjs'

const nodemailer = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('nodemailer')

const BARE_COUNT = 20_000
const BARE_CONNECTIONS = 20

/** A mail server in a process of its own, that writes down who it took a message for. */
async function startSink(file) {
  const port = await findFreePort()
  writeFileSync(file, '')
  const sink = spawn(process.execPath, [path.join(import.meta.dirname, '../kill/sink.mjs'), String(port), file, '0'], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const stop = async () => {
    sink.kill('SIGTERM')
    await once(sink, 'exit')
  }
  return { port, stop }
}

/** Messages a second of the pool alone. */
async function measureBare(port, text) {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: BARE_CONNECTIONS
  })
  const from = performance.now()
  let next = 0
  const sender = async () => {
    while (next < BARE_COUNT) {
      const n = next++
      await transport.sendMail({
        from: 'ponte@example.org',
        to: `pessoa${n}@example.org`,
        subject: 'Teste',
        text,
        messageId: `<bare${n}@example.org>`,
        headers: { 'X-Ponte-Mailing': 'bare', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
      })
    }
  }
  await Promise.all(Array.from({ length: BARE_CONNECTIONS }, sender))
  transport.close()
  return (BARE_COUNT / (performance.now() - from)) * 1000
}

/** One round: messages a second, from the approval until the result of the last one is written. */
export async function measureMailing(dataDir, superuserUrl) {
  const file = path.join(dataDir, 'taken.txt')
  const sink = await startSink(file)
  const api = await startApi({ PONTE_WORKER: 'on', SMTP_URL: `smtp://127.0.0.1:${sink.port}` })
  try {
    const hands = mailingHands({ dataDir, base: () => api.base })
    const count = (text) => withClient(superuserUrl, async (client) => Number((await client.query(text)).rows[0].count))
    // What was left to do before is not part of it.
    await drained(() => count("select count(*) from messages where state in ('queued', 'sending')"))
    await drained(() =>
      count('select count(*) from audit a where not exists (select from audit_chain c where c.audit_id = a.id)')
    )
    const { id, approve } = await hands.proposeMailing()
    const before = usageOf(api.pid).cpuSeconds
    const from = performance.now()
    await approve()
    await until(() => hands.isFinished(id), 1_800_000, 200)
    const seconds = (performance.now() - from) / 1000
    const states = await hands.countStates(id)
    const taken = readFileSync(file, 'utf8').trim().split('\n').length
    const recipients = Object.values(states).reduce((sum, one) => sum + one, 0)
    if (states.sent !== recipients || taken !== recipients)
      throw new Error(`${recipients} were to get it: ${JSON.stringify(states)}, the mail server took ${taken}.`)
    const { cpuSeconds, peakMiB } = usageOf(api.pid)
    return {
      recipients,
      perSecond: recipients / seconds,
      baseline: await measureBare(sink.port, 'Teste.\n'.repeat(40)),
      cpuPerThousand: ((cpuSeconds - before) / recipients) * 1000,
      peakMiB
    }
  } finally {
    await api.stop()
    await sink.stop()
    rmSync(file, { force: true })
  }
}
