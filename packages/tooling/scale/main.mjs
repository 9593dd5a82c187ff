// `npm run scale-out -- [--people 3000] [--seconds 20]`: three API processes behind a proxy, two workers, a streaming replica,
// and PgBouncer in transaction mode, on this machine. Tries what several processes could break: the same request sent to all
// of them at once, changes of the same record at once, registrations while an API and a worker are killed, messages and a
// mailing with two senders, and figures read from the replica. Needs PgBouncer (Debian: apt-get install pgbouncer).
import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { mailingHands } from '../kill/mailingHands.mjs'
import {
  databaseSettings,
  launchScript,
  launchWorker,
  queryDatabase,
  waitForWorker,
  waitUntilReady,
  workerStarts
} from '../kill/product.mjs'
import { registerPerson, registrationOf } from '../kill/register.mjs'
import { findFreePort } from '../ports.mjs'
import { asSuperuser, connectionUrl } from '../postgres-process.mjs'
import { startPostgres } from '../postgres.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'
import { drained, until } from '../until.mjs'
import { startBalancer } from './balancer.mjs'
import { poolerVersion, startPooler } from './pooler.mjs'
import { startReplica } from './replica.mjs'

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const people = option('people', 3000)
const seconds = option('seconds', 20)
const [APIS, WORKERS, WRITERS] = [3, 2, 8]
const [ROUNDS, AT_ONCE] = [20, 30]
const LEASE_SECONDS = 20
/** So many messages and so many mails of a mailing are in hand at once. */
const SENDERS = {
  messages: (await import('../../../apps/api/src/platform/messages/messages.jobs.ts')).SENDERS,
  mailings: (await import('../../../apps/api/src/outreach/mailings/mailings.jobs.ts')).SENDERS
}

if (!poolerVersion()) {
  console.error('PgBouncer is missing (Debian: apt-get install pgbouncer).')
  process.exit(2)
}

const dataDir = makeThrowAwayDirectory()
const taken = path.join(dataDir, 'taken.txt')
const ends = []
const report = {}
let base

const count = async (text, values) => Number((await queryDatabase(dataDir, text, values))[0].count)
const end = async (child, signal = 'SIGTERM') => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** Everything, each part after what it needs. Returns what is killed later. */
async function start() {
  const server = await startPostgres({ dataDir, settings: { wal_keep_size: '512MB' } })
  ends.push(() => server.stop())
  const mailPort = await findFreePort()
  writeFileSync(taken, '')
  const sink = path.join(import.meta.dirname, '../kill/sink.mjs')
  const mail = spawn(process.execPath, [sink, String(mailPort), taken, '5'], { stdio: 'ignore' })
  ends.push(() => end(mail))
  const more = { SMTP_URL: `smtp://127.0.0.1:${mailPort}`, PONTE_TEST_MAIL_LEASE_SECONDS: String(LEASE_SECONDS) }

  // The first start makes roles and tables; only then there is somebody for the pooler to let in.
  const direct = databaseSettings(dataDir)
  const first = launchScript('serve.mjs', dataDir, {
    ...direct,
    ...more,
    PONTE_WORKER: 'off',
    PORT: String(await findFreePort())
  })
  ends.push(() => end(first))
  const logFile = path.join(dataDir, 'product.log')
  await until(() => readFileSync(logFile, 'utf8').includes('is ready'), 60_000)
  await end(first)

  chmodSync(dataDir, 0o755)
  const replicaDir = makeThrowAwayDirectory()
  const replica = await startReplica({ dataDir, server, to: replicaDir })
  ends.push(async () => {
    await replica.stop()
    throwAway(replicaDir)
  })
  const pooler = await startPooler({
    directory: path.join(dataDir, 'pooler'),
    server,
    passwords: { ponte_app: server.passwords.ponte_app }
  })
  ends.push(() => pooler.stop())

  const url = (port, role) => connectionUrl({ user: role, password: server.passwords[role], port, database: 'ponte' })
  const settings = {
    ...direct,
    ...more,
    DATABASE_URL: url(pooler.port, 'ponte_app'),
    DATABASE_POOLER: 'transaction',
    DATABASE_REPLICA_URL: url(replica.port, 'ponte_app'),
    PONTE_WORKER: 'off'
  }
  const ports = []
  for (let n = 0; n < APIS; n++) ports.push(await findFreePort())
  const startApi = async (n) => {
    const child = launchScript('serve.mjs', dataDir, { ...settings, PORT: String(ports[n]) }, `api${n}.log`)
    ends.push(() => end(child))
    await waitUntilReady(`http://127.0.0.1:${ports[n]}`)
    return child
  }
  const startWorker = async () => {
    const before = workerStarts(dataDir)
    const child = launchWorker(dataDir, more)
    ends.push(() => end(child))
    await waitForWorker(dataDir, before)
    return child
  }
  const apis = []
  for (let n = 0; n < APIS; n++) apis.push(await startApi(n))
  const workers = []
  for (let n = 0; n < WORKERS; n++) workers.push(await startWorker())
  const balancer = await startBalancer(ports)
  ends.push(() => balancer.close())
  base = `http://127.0.0.1:${balancer.port}`
  return { apis, workers, ports, startApi, startWorker, replica }
}

const post = (address, url, body, headers = {}) =>
  fetch(`${address}/api/v1${url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })

/** The same registration with the same key, many times at once, to all processes: one person, one answer. */
async function tryIdempotency(ports, noticeVersion) {
  const found = { rounds: ROUNDS, atOnce: AT_ONCE, otherAnswers: 0, rows: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const challenge = await (await fetch(`${base}/api/v1/registrations/challenge`)).json()
    const body = registrationOf(`same${round}`, noticeVersion, challenge)
    const key = { 'idempotency-key': `"${randomUUID()}"` }
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, n) => {
        const answer = await post(`http://127.0.0.1:${ports[n % ports.length]}`, '/registrations', body, key)
        return { status: answer.status, id: (await answer.json()).id }
      })
    )
    found.otherAnswers += answers.filter(({ status, id }) => status !== 201 || id !== answers[0].id).length
    found.rows += await count('select count(*) from registrants where city = $1', [`same${round}`])
  }
  return found
}

/** Changes of one post with the same version, at once, to all processes: one is taken, the others are told so. */
async function tryConcurrency(ports, { ponte }) {
  const token = await ponte('token', 'administrator')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const found = { rounds: ROUNDS, taken: 0, refused: 0, other: 0 }
  const [{ id }] = await queryDatabase(
    dataDir,
    'select id::text from posts where not rest_of_world order by id limit 1'
  )
  for (let round = 0; round < ROUNDS; round++) {
    const shown = await fetch(`${base}/api/v1/posts/${id}`, { headers })
    const version = shown.headers.get('etag').replace(/^W\//, '')
    const answers = await Promise.all(
      ports.map((port, n) =>
        fetch(`http://127.0.0.1:${port}/api/v1/posts/${id}`, {
          method: 'PATCH',
          headers: { ...headers, 'if-match': version },
          body: JSON.stringify({ name: `Consulado ${round} ${n}` })
        })
      )
    )
    for (const { status } of answers) found[status === 200 ? 'taken' : status === 412 ? 'refused' : 'other'] += 1
  }
  return found
}

/** Registrations for a while, in the middle of which one API and one worker are killed and started again. */
async function tryRegistrations({ apis, workers, startApi, startWorker }, noticeVersion) {
  const acknowledged = new Map()
  const unforeseen = []
  let running = true
  const write = async (writer) => {
    for (let n = 0; running; n++)
      await registerPerson(base, `s${writer}x${n}`, {
        noticeVersion,
        confirm: false,
        onAcknowledged: (_kind, { id, mark }) => acknowledged.set(mark, id)
      }).catch((error) => unforeseen.push(error.message))
  }
  const work = Array.from({ length: WRITERS }, (_, writer) => write(writer))
  await sleep((seconds * 1000) / 2)
  await Promise.all([end(apis[0], 'SIGKILL'), end(workers[0], 'SIGKILL')])
  apis[0] = await startApi(0)
  workers[0] = await startWorker()
  await sleep((seconds * 1000) / 2)
  running = false
  await Promise.all(work)
  const rows = await queryDatabase(
    dataDir,
    `select city as mark, array_agg(id::text) as ids from registrants where city like 's%x%' group by city`
  )
  const found = new Map(rows.map(({ mark, ids }) => [mark, ids]))
  return {
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter(([mark, id]) => !found.get(mark)?.includes(id)).length,
    doubled: rows.filter(({ ids }) => ids.length > 1).length,
    unforeseen: unforeseen.length
  }
}

const linesTaken = () => readFileSync(taken, 'utf8').trim().split('\n').filter(Boolean)

/** A mailing to everybody with two workers, of which one is killed on the way; and all codes of the registrations before. */
async function trySending({ workers, startWorker }, hands) {
  await hands.ponte('seed', '--registrants', String(people))
  await drained(() => count("select count(*) from messages where state in ('queued', 'sending', 'failed')"))
  const codes = linesTaken()
  const id = await hands.approveMailing()
  await sleep(1500)
  await end(workers[1], 'SIGKILL')
  workers[1] = await startWorker()
  let states
  await drained(async () => {
    states = await hands.countStates(id)
    return (states.queued ?? 0) + (states.sending ?? 0)
  })
  const sent = linesTaken().slice(codes.length)
  return {
    messages: codes.length,
    // One that is killed between taking and noting sends the message again, under the same id.
    messagesRepeated: codes.length - new Set(codes).size,
    messagesRepeatedAtMost: SENDERS.messages,
    messagesNotSent: await count(`select count(*) from messages where state <> 'sent' and state <> 'void'`),
    recipients: Object.values(states).reduce((sum, one) => sum + one, 0),
    states,
    mailingRepeated: sent.length - new Set(sent).size,
    sentButNotTaken: Math.max(0, (states.sent ?? 0) - new Set(sent).size),
    unknownAtMost: SENDERS.mailings
  }
}

/** How often the replica has looked into the register of people. */
const looks = ({ port, superuser }) =>
  asSuperuser({ port, passwords: { postgres: superuser.password }, database: 'ponte' }, async (client) => {
    const { rows } = await client.query(
      "select coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as looks from pg_stat_user_tables where relname = 'registrants'"
    )
    return Number(rows[0].looks)
  })

/** Figures with and without the replica. */
async function tryReplica({ ports, replica }, { ponte }) {
  const token = await ponte('token', 'analyst')
  const readLag = async () => (await (await fetch(`${base}/readyz`)).json()).replicaLagSeconds
  const ask = async (port) => {
    const address = `http://127.0.0.1:${port}/api/v1/statistics/dashboard`
    return (await fetch(address, { headers: { authorization: `Bearer ${token}` } })).status
  }
  const before = await looks(replica)
  const found = { lagSeconds: await readLag(), status: await ask(ports[0]) }
  // A backend that has told of its work within the last second tells of the next only after ten seconds of rest.
  let looksOfReplica = 0
  await until(async () => (looksOfReplica = (await looks(replica)) - before) > 0, 15_000, 1000)
  await replica.stop()
  return { ...found, looksOfReplica, lagWithout: await readLag(), statusWithout: await ask(ports[1]) }
}

let failed = true
try {
  const parts = await start()
  report.pooler = `PgBouncer ${poolerVersion()}, transaction mode`
  const hands = mailingHands({ dataDir, base: () => base })
  await hands.ponte('seed', '--identities')
  const { items } = await (await fetch(`${base}/api/v1/notices`)).json()
  report.idempotency = await tryIdempotency(parts.ports, items[0].version)
  report.concurrency = await tryConcurrency(parts.ports, hands)
  report.registrations = await tryRegistrations(parts, items[0].version)
  report.sending = await trySending(parts, hands)
  report.replica = await tryReplica(parts, hands)
  const { idempotency, concurrency, registrations, sending, replica } = report
  failed =
    idempotency.otherAnswers > 0 ||
    idempotency.rows !== ROUNDS ||
    concurrency.taken !== ROUNDS ||
    concurrency.other > 0 ||
    registrations.acknowledged === 0 ||
    registrations.lost + registrations.doubled + registrations.unforeseen > 0 ||
    sending.messagesRepeated > sending.messagesRepeatedAtMost ||
    sending.messagesNotSent + sending.mailingRepeated + sending.sentButNotTaken > 0 ||
    (sending.states.unknown ?? 0) > sending.unknownAtMost ||
    replica.lagSeconds === null ||
    replica.looksOfReplica === 0 ||
    replica.status !== 200 ||
    replica.statusWithout !== 200
} catch (error) {
  console.error(error)
} finally {
  console.log(JSON.stringify(report, null, 2))
  for (const stop of ends.reverse()) await stop()
  if (!process.env.KEEP) throwAway(dataDir)
  else console.error(dataDir)
}
process.exit(failed ? 1 : 0)
