// `npm run kill -- [--kills 50] [--minutes 600] [--of api,postgres,backend,worker] [--writers 4]`: kill -9 of each of them
// in turn, at any moment of registrations, until so many are done or the time is over. Nothing that was acknowledged may be
// lost or doubled, and nothing may stand half-written.
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../ports.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'
import { drained } from '../until.mjs'
import { queryDatabase } from './product.mjs'
import { registerPerson } from './register.mjs'
import { createVictims, kinds } from './victims.mjs'

/** What may pass at the 95th percentile until the product answers again. */
const readyMsMax = { api: 3000, postgres: 5000, backend: 5000 }

const word = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const kills = Number(word('kills', 50))
const minutes = Number(word('minutes', 600))
const writers = Number(word('writers', 4))
const chosen = word('of', 'api,postgres').split(',')
const unknown = chosen.find((kind) => !kinds.includes(kind))
if (unknown !== undefined || !(kills > 0)) {
  console.error(`npm run kill -- --kills 50 --of ${kinds.join(',')}`)
  process.exit(1)
}

const dataDir = makeThrowAwayDirectory()
const port = await findFreePort()
const base = `http://127.0.0.1:${port}`
const victims = createVictims({ dataDir, port, base, withWorker: chosen.includes('worker') })
const acknowledged = { registered: new Map(), confirmed: new Map() }
const readyMs = Object.fromEntries(chosen.map((kind) => [kind, []]))
const unforeseen = []
let running = true

const median = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]

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

/** How long each kind took until it was ready again. */
const readyTimes = () =>
  Object.fromEntries(
    Object.entries(readyMs).map(([kind, values]) => [
      kind,
      { kills: values.length, p50: Math.round(median(values, 0.5)), p95: Math.round(median(values, 0.95)) }
    ])
  )

const query = (text) => queryDatabase(dataDir, text)
const count = async (text) => Number((await query(text))[0].count)
const countUnsent = () => count("select count(*) from messages where state in ('queued', 'sending', 'failed')")

/** The worker has claims of a minute to run out before it takes up what a killed one had in hand. */
const waitUntilSent = () => drained(countUnsent)

async function verify() {
  const rows = await query(
    'select city as mark, array_agg(id::text) as ids, array_agg(status) as statuses from registrants group by city'
  )
  const found = new Map(rows.map((row) => [row.mark, row]))
  return {
    kills: Object.values(readyMs).flat().length,
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
    messagesNotSent: await countUnsent(),
    diedByItself: victims.deathsByThemselves(),
    unforeseen: unforeseen.length,
    readyMs: readyTimes()
  }
}

const isSlow = ([kind, { p95 }]) => p95 > (readyMsMax[kind] ?? Infinity)

let failed
try {
  await victims.start()
  const { items } = await (await fetch(`${base}/api/v1/notices`)).json()
  const work = Array.from({ length: writers }, (_, writer) => write(writer, items[0].version))
  const until = Date.now() + minutes * 60_000
  for (let n = 0; n < kills && Date.now() < until; n += 1) {
    await sleep(200 + Math.random() * 800)
    const kind = chosen[n % chosen.length]
    const took = await victims.kill[kind]()
    if (took !== undefined) readyMs[kind].push(took)
    process.stderr.write(`\rkilled ${n + 1} of ${kills}, ${acknowledged.registered.size} acknowledged `)
  }
  await sleep(500)
  running = false
  await Promise.all(work)
  await waitUntilSent()
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
    Object.entries(report.readyMs).some(isSlow) ||
    // A run in which nothing was written has shown nothing.
    report.acknowledged === 0 ||
    report.acknowledgedConfirmed === 0
} finally {
  running = false
  await victims.stop()
  throwAway(dataDir)
}
process.exit(failed ? 1 : 0)
