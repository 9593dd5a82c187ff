// `npm run bench -- cost [--registrants 2000]`: what people who register cost in resources. So many register and confirm over
// HTTP on the real product, on data of their own; printed is what each took of the database, of mail and of the sealed backups. The
// processor's time stands in `npm run bench -- table`, the traffic in the browser test of the registration.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { launch, waitUntilReady } from '../kill/product.mjs'
import { registerPerson } from '../kill/register.mjs'
import { root } from '../places.mjs'
import { findFreePort } from '../ports.mjs'
import { runningServer } from '../postgres-process.mjs'
import { loadDatabaseSecrets } from '../secrets.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'

const pg = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('pg')
const AT_ONCE = 8
const WARM_UP = 100
const LARGEST = 8

/** Runs SQL as the superuser of a data directory. */
async function ask(dataDir, work) {
  const { port } = runningServer(path.join(dataDir, 'postgres'))
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: loadDatabaseSecrets(dataDir).postgres,
    database: 'ponte'
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const measureDatabase = (dataDir) =>
  ask(dataDir, async (client) => {
    await client.query('checkpoint')
    const one = async (sql) => Number((await client.query(sql)).rows[0].n)
    const { rows } = await client.query(
      `select oid::regclass::text as name, pg_total_relation_size(oid) as bytes from pg_class
       where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'search')`
    )
    return {
      bytes: await one("select pg_database_size('ponte') as n"),
      messages: await one('select count(*) as n from messages'),
      tables: new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]))
    }
  })

/** Registers and confirms so many people, some at once. */
async function registerAll(base, count, offset = 0) {
  const read = async (address) => (await fetch(`${base}/api/v1${address}`)).json()
  const [{ version }] = (await read('/notices')).items
  const codeOf = async (email) => {
    const { items } = await read('/outbox')
    return /\b\d{6}\b/.exec(items.find(({ to }) => to === email).text)[0]
  }
  let next = 0
  let confirmed = 0
  const person = async () => {
    while (next < count) {
      const mark = `custo-${offset + next++}`
      await registerPerson(base, mark, {
        noticeVersion: version,
        confirm: true,
        codeOf,
        onAcknowledged: (what) => void (confirmed += what === 'confirmed' ? 1 : 0)
      })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, person))
  if (confirmed !== count) throw new Error(`${confirmed} of ${count} people were confirmed.`)
}

/** Backups of a data directory, in a place of their own. They are set up before the product starts. */
async function setUpBackups(dataDir) {
  const place = mkdtempSync(path.join(os.tmpdir(), 'ponte-cost-'))
  const ponte = (...args) =>
    promisify(execFile)(process.execPath, [path.join(root, 'packages/tooling/ponte.mjs'), ...args], {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir }
    })
  await ponte('backup-key', '--to', place)
  const sizeOf = (folder, pattern) =>
    readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort()
      .map((name) => statSync(path.join(folder, name)).size)
  return {
    /** The bytes of a fresh sealed copy, and of the log that was archived so far. */
    async measure() {
      await ponte('backup')
      const log = sizeOf(path.join(place, 'wal'), /\.age$/).reduce((all, bytes) => all + bytes, 0)
      return { copy: sizeOf(place, /^base-.*\.age$/).at(-1), log }
    },
    remove: () => rmSync(place, { recursive: true, force: true })
  }
}

/** Measures and prints. */
export async function reportCost(registrants) {
  const dataDir = makeThrowAwayDirectory()
  const port = await findFreePort()
  const base = `http://127.0.0.1:${port}`
  const backups = await setUpBackups(dataDir)
  const product = launch(dataDir, port)
  try {
    await waitUntilReady(base)
    await registerAll(base, WARM_UP)
    await sleep(3000)
    const sealedBefore = await backups.measure()
    const before = await measureDatabase(dataDir)
    await registerAll(base, registrants, WARM_UP)
    // The worker sends what is queued and chains the audit within seconds.
    await sleep(5000)
    const after = await measureDatabase(dataDir)
    const sealed = await backups.measure()
    print({ registrants, before, after, sealedBefore, sealed })
  } finally {
    if (product.exitCode === null && product.signalCode === null) {
      product.kill('SIGTERM')
      await once(product, 'exit')
    }
    throwAway(dataDir)
    backups.remove()
  }
}

function print({ registrants, before, after, sealedBefore, sealed }) {
  const each = (bytes) => `${(bytes / registrants / 1000).toFixed(2)} kB`
  const all = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`
  console.log(`${registrants} people registered and confirmed by mail, after ${WARM_UP} others\n`)
  console.log(`database      ${all(before.bytes)} before, ${each(after.bytes - before.bytes)} for each person`)
  console.log(`messages      ${((after.messages - before.messages) / registrants).toFixed(2)} for each person`)
  console.log(
    `sealed copy   ${all(sealedBefore.copy)} before, ${each(sealed.copy - sealedBefore.copy)} for each person`
  )
  console.log(`sealed log    ${each(sealed.log - sealedBefore.log)} for each person, at this pace`)
  const growth = [...after.tables]
    .map(([name, bytes]) => [name, bytes - (before.tables.get(name) ?? 0)])
    .sort((a, b) => b[1] - a[1])
    .slice(0, LARGEST)
  console.log(`\nwhere it goes: ${growth.map(([name, bytes]) => `${name} ${each(bytes)}`).join(', ')}`)
}
