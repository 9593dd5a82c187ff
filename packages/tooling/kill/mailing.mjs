// `npm run kill:mailing -- [--kills 50] [--people 110000]`: kill -9 of the product with its worker, of PostgreSQL and of the
// mail server, in turn, while a mailing goes out. Nobody may get it twice; what is called sent was taken by the mail server;
// of at most one message for each sender and kill it may be unknown whether it left.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../ports.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'
import { mailingHands } from './mailingHands.mjs'
import { launch, postgresProcess, queryDatabase, waitUntilReady } from './product.mjs'

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const kills = option('kills', 50)
const people = option('people', 110_000)
const LEASE_SECONDS = 20
const { SENDERS } = await import('../../../apps/api/src/outreach/mailings/mailings.jobs.ts')

const dataDir = makeThrowAwayDirectory()
const [port, mailPort] = [await findFreePort(), await findFreePort()]
const base = `http://127.0.0.1:${port}`
const taken = path.join(dataDir, 'taken.txt')
let product
let sink

const startProduct = () => {
  product = launch(dataDir, port, {
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    PONTE_TEST_MAIL_LEASE_SECONDS: String(LEASE_SECONDS)
  })
}
const startSink = () => {
  sink = spawn(process.execPath, [path.join(import.meta.dirname, 'sink.mjs'), String(mailPort), taken, '15'], {
    stdio: 'ignore'
  })
}

const { ponte, approveMailing, countStates } = mailingHands({ dataDir, base: () => base })

let deathsOfItsOwn = 0

const victims = [
  async () => {
    if (product.exitCode === null && product.signalCode === null) {
      product.kill('SIGKILL')
      await once(product, 'exit')
    } else deathsOfItsOwn++
    startProduct()
    await waitUntilReady(base)
  },
  async () => {
    const pid = postgresProcess(dataDir)
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
    await sleep(20)
    await waitUntilReady(base)
  },
  async () => {
    if (sink.exitCode === null && sink.signalCode === null) {
      sink.kill('SIGKILL')
      await once(sink, 'exit')
    }
    await sleep(200)
    startSink()
  }
]

const query = (text, values) => queryDatabase(dataDir, text, values)

let failed
try {
  fs.writeFileSync(taken, '')
  startSink()
  startProduct()
  await waitUntilReady(base)
  console.error(`Making ${people} people …`)
  await ponte('seed', '--identities')
  await ponte('seed', '--registrants', String(people))
  const id = await approveMailing()
  const total = Object.values(await countStates(id)).reduce((sum, count) => sum + count, 0)
  let killed = 0
  for (; killed < kills; killed++) {
    await sleep(200 + Math.random() * 600)
    await victims[killed % victims.length]()
    process.stderr.write(`\rkilled ${killed + 1} of ${kills} `)
    const { queued = 0 } = await countStates(id)
    if (queued === 0) break
  }
  let states
  for (let waited = 0; ; waited += 2) {
    states = await countStates(id)
    // A refused connection is tried again after its pause; the pause is no part of what is looked at here.
    await query("update mailing_recipients set due_at = now() where state = 'queued'")
    if (!states.queued && !states.sending) break
    if (waited > 900) throw new Error(`It does not end: ${JSON.stringify(states)}`)
    await sleep(2000)
  }
  const lines = fs.readFileSync(taken, 'utf8').trim().split('\n').filter(Boolean)
  const report = {
    recipients: total,
    kills: Math.min(killed + 1, kills),
    states,
    takenByMailServer: lines.length,
    repeated: lines.length - new Set(lines).size,
    sentButNotTaken: Math.max(0, (states.sent ?? 0) - new Set(lines).size),
    takenAndUnknown: new Set(lines).size - (states.sent ?? 0),
    unknownAtMost: kills * SENDERS,
    diedByItself: deathsOfItsOwn,
    notAccountedFor: total - Object.values(states).reduce((sum, count) => sum + count, 0)
  }
  console.log(`\n${JSON.stringify(report, null, 2)}`)
  failed =
    report.repeated + report.sentButNotTaken + report.diedByItself + report.notAccountedFor > 0 ||
    (states.unknown ?? 0) > report.unknownAtMost
} catch (error) {
  console.error(error, fs.readFileSync(path.join(dataDir, 'product.log'), 'utf8').split('\n').slice(-30).join('\n'))
  failed = true
} finally {
  for (const one of [product, sink]) if (one?.exitCode === null) one.kill('SIGTERM')
  if (product?.exitCode === null && product.signalCode === null) await once(product, 'exit')
  throwAway(dataDir)
}
process.exit(failed ? 1 : 0)
