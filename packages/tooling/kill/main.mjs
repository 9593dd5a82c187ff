// `npm run kill -- [--kills 50] [--writers 4]`: kill -9 of the API and of PostgreSQL, in turn, at any moment of
// registrations. Nothing that was acknowledged may be lost or doubled, and nothing may stand half-written.
import { createRequire } from 'node:module'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadDatabaseSecrets } from '../secrets.mjs'
import { findFreePort } from '../ports.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'
import { runningServer } from '../postgres-process.mjs'
import { launch, postgresProcess, waitUntilReady } from './product.mjs'
import { registerPerson } from './register.mjs'

const { Client } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('pg')

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const kills = option('kills', 50)
const writers = option('writers', 4)

const dataDir = makeThrowAwayDirectory()
const port = await findFreePort()
const base = `http://127.0.0.1:${port}`
const acknowledged = { registered: new Map(), confirmed: new Map() }
const readyMs = { api: [], postgres: [] }
const unforeseen = []
let deathsOfItsOwn = 0
let running = true
let killing = false
let product

const median = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]

function start() {
  product = launch(dataDir, port)
  const current = product
  current.once('exit', () => {
    if (running && !killing && current === product) deathsOfItsOwn += 1
  })
}

async function codeOf(email) {
  for (;;) {
    const answer = await fetch(`${base}/api/v1/outbox`, { signal: AbortSignal.timeout(5000) })
      .then((response) => (response.ok ? response.json() : undefined))
      .catch(() => undefined)
    const message = answer?.items.find((item) => item.to === email)
    if (message) return /\d{6}/.exec(message.text)[0]
    if (!running && !answer) throw new Error('stopped')
    await sleep(30)
  }
}

async function write(writer, noticeVersion) {
  for (let n = 0; running; n += 1) {
    await registerPerson(base, `k${writer}x${n}`, {
      noticeVersion,
      confirm: n % 3 === 0,
      codeOf,
      onAcknowledged: (kind, { id, mark }) => acknowledged[kind].set(mark, id)
    }).catch((error) => unforeseen.push(error.message))
  }
}

async function killApi() {
  killing = true
  product.kill('SIGKILL')
  await once(product, 'exit')
  start()
  readyMs.api.push(await waitUntilReady(base))
  killing = false
}

async function killPostgres() {
  const pid = postgresProcess(dataDir)
  if (pid === undefined) return
  process.kill(pid, 'SIGKILL')
  await sleep(20)
  readyMs.postgres.push(await waitUntilReady(base))
}

async function verify() {
  const server = runningServer(`${dataDir}/postgres`)
  const client = new Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    password: loadDatabaseSecrets(dataDir).postgres,
    database: 'ponte'
  })
  await client.connect()
  const count = async (text) => Number((await client.query(text)).rows[0].count)
  const { rows } = await client.query(
    'select city as mark, array_agg(id::text) as ids, array_agg(status) as statuses from registrants group by city'
  )
  const found = new Map(rows.map((row) => [row.mark, row]))
  const report = {
    kills: readyMs.api.length + readyMs.postgres.length,
    acknowledged: acknowledged.registered.size,
    acknowledgedConfirmed: acknowledged.confirmed.size,
    lost: [...acknowledged.registered].filter(([mark, id]) => !found.get(mark)?.ids.includes(id)).length,
    confirmationsLost: [...acknowledged.confirmed].filter(([mark]) => !found.get(mark)?.statuses.includes('confirmed'))
      .length,
    doubled: rows.filter(({ ids }) => ids.length > 1).length,
    halfWritten: await count(`
      select count(*) from registrants r where
        not exists (select from registrant_keys k where k.registrant_id = r.id)
        or not exists (select from contacts c where c.registrant_id = r.id)
        or not exists (select from consents c where c.registrant_id = r.id and purpose = 'core')
        or not exists (select from domain_events e where e.subject_id = r.id and type = 'registrant.registered')
        or not exists (select from audit a where a.subject_id = r.id and action = 'registrant.registered')
        or not exists (select from search.registrant_keys s where s.registrant_id = r.id)
        or (r.status = 'confirmed') <> exists (select from domain_events e where e.subject_id = r.id and type = 'registrant.confirmed')`),
    orphans: await count(
      'select count(*) from registrant_keys k where not exists (select from registrants r where r.id = k.registrant_id)'
    ),
    messagesNotSent: await count("select count(*) from messages where state in ('queued', 'sending', 'failed')"),
    diedByItself: deathsOfItsOwn,
    unforeseen: unforeseen.length,
    apiReadyMs: { p50: Math.round(median(readyMs.api, 0.5)), p95: Math.round(median(readyMs.api, 0.95)) },
    postgresReadyMs: { p50: Math.round(median(readyMs.postgres, 0.5)), p95: Math.round(median(readyMs.postgres, 0.95)) }
  }
  await client.end()
  return report
}

let failed
try {
  start()
  await waitUntilReady(base)
  const { items } = await (await fetch(`${base}/api/v1/notices`)).json()
  const work = Array.from({ length: writers }, (_, writer) => write(writer, items[0].version))
  for (let n = 0; n < kills; n += 1) {
    await sleep(200 + Math.random() * 800)
    await (n % 2 === 0 ? killApi() : killPostgres())
    process.stderr.write(`\rkilled ${n + 1} of ${kills}, ${acknowledged.registered.size} acknowledged `)
  }
  await sleep(500)
  running = false
  await Promise.all(work)
  // The worker has claims of a minute to run out before it takes up what a killed one had in hand.
  await sleep(option('settle', 65) * 1000)
  const report = await verify()
  console.log(`\n${JSON.stringify(report, null, 2)}`)
  if (unforeseen.length > 0) console.log('Unforeseen:', unforeseen.slice(0, 5))
  failed =
    report.lost +
      report.confirmationsLost +
      report.doubled +
      report.halfWritten +
      report.orphans +
      report.messagesNotSent +
      report.unforeseen +
      report.diedByItself >
      0 ||
    // A run in which nothing was written has shown nothing.
    report.acknowledged === 0 ||
    report.acknowledgedConfirmed === 0
} finally {
  running = false
  killing = true
  if (product?.exitCode === null) {
    product.kill('SIGTERM')
    await once(product, 'exit')
  }
  throwAway(dataDir)
}
process.exit(failed ? 1 : 0)
