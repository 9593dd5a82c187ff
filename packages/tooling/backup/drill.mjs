// `npm run drill -- [--registrants 100000] [--seconds 90]`: loses everything, on purpose. A product with made-up people makes
// its backups; people register and one erases her record; then product and data are gone at once. What comes back, how much
// of it is missing (RPO) and how long it takes (RTO) is measured; damaged backups and a wrong key have to be refused.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { launch, postgresProcess, waitUntilReady } from '../kill/product.mjs'
import { registerPerson } from '../kill/register.mjs'
import { root } from '../places.mjs'
import { findFreePort } from '../ports.mjs'
import { asSuperuser, runningServer } from '../postgres-process.mjs'
import { loadDatabaseSecrets } from '../secrets.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'
import { listBases, readNeeds } from './store.mjs'
import { createKey } from './vault.mjs'

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1].replaceAll('_', ''))
}
const registrants = option('registrants', 100_000)
const seconds = option('seconds', 90)
const say = (line) => process.stderr.write(`${line}\n`)

const place = makeThrowAwayDirectory()
const inPlace = (name) => path.join(place, name)
const backups = inPlace('backups')
const keyFile = inPlace('key.txt')
const port = await findFreePort()
const url = `http://127.0.0.1:${port}`

/** A command of the product's console, on a data directory. */
const ponte = (dataDir, ...args) =>
  promisify(execFile)(process.execPath, [path.join(root, 'packages/tooling/ponte.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
    maxBuffer: 1 << 26
  })

async function start(dataDir) {
  mkdirSync(dataDir, { recursive: true })
  const product = launch(dataDir, port)
  await waitUntilReady(url)
  return product
}

const ask = async (dataDir, text) => {
  const { port: databasePort } = runningServer(path.join(dataDir, 'postgres'))
  const passwords = loadDatabaseSecrets(dataDir)
  const { rows } = await asSuperuser({ port: databasePort, passwords, database: 'ponte' }, (client) =>
    client.query(text)
  )
  return rows
}
const people = async (dataDir) =>
  Number((await ask(dataDir, 'select count(*) as count from registrants where erased_at is null'))[0].count)

/** Lets people register until `seconds` are over. Returns when each was acknowledged. */
async function letPeopleRegister() {
  const { items } = await (await fetch(`${url}/api/v1/notices`)).json()
  const acknowledged = new Map()
  const until = Date.now() + seconds * 1000
  for (let n = 0; Date.now() < until; n += 1) {
    await registerPerson(url, `d${n}`, {
      noticeVersion: items[0].version,
      confirm: false,
      onAcknowledged: (_, { id }) => acknowledged.set(id, Date.now())
    })
    await sleep(50)
  }
  return acknowledged
}

/** Kills product and database at once, and takes their data away. Returns the moment. */
async function loseEverything(product, dataDir) {
  const postgres = postgresProcess(dataDir)
  const exited = once(product, 'exit')
  const lostAt = Date.now()
  product.kill('SIGKILL')
  process.kill(postgres, 'SIGKILL')
  await exited
  // The children of the killed server let go of their files first.
  await sleep(500)
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
  return lostAt
}

async function stop(product) {
  const exited = once(product, 'exit')
  product.kill('SIGTERM')
  await exited
}

/** Tries a restore that must not succeed. Returns what was said, or fails. */
async function refused(name, from, key) {
  const dataDir = inPlace(`refused-${name}`)
  const said = await ponte(dataDir, 'restore', '--from', from, '--key', key).then(
    () => undefined,
    (error) => error.stderr.trim().split('\n').at(-1)
  )
  if (said === undefined) throw new Error(`A restore that had to be refused went through: ${name}.`)
  if (existsSync(path.join(dataDir, 'postgres'))) throw new Error(`A refused restore left a database behind: ${name}.`)
  return said
}

function copyOfBackups(name, change) {
  const copy = inPlace(name)
  cpSync(backups, copy, { recursive: true })
  change(copy)
  return copy
}

function flipOneByte(file) {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.from([readFileSync(file)[statSync(file).size >> 1] ^ 1]), 0, 1, statSync(file).size >> 1)
}

async function drill() {
  const first = inPlace('first')
  mkdirSync(first)
  writeFileSync(keyFile, (await ponte(first, 'backup-key', '--to', backups)).stdout, { mode: 0o600 })
  let product = await start(first)
  say(`Making up ${registrants} people …`)
  await ponte(first, 'seed', '--registrants', String(registrants))
  await ponte(first, 'seed', '--identities')
  const base = await ponte(first, 'backup')
  say(base.stdout.trim())

  const token = (await ponte(first, 'token', 'registrant-gauteng')).stdout.trim()
  const mine = { authorization: `Bearer ${token}` }
  const { id: erasedId } = await (await fetch(`${url}/api/v1/me`, { headers: mine })).json()
  say(`For ${seconds} s people register …`)
  const registering = letPeopleRegister()
  await sleep((seconds * 1000) / 4)
  const erasing = await fetch(`${url}/api/v1/me/erase`, {
    method: 'POST',
    headers: { ...mine, 'content-type': 'application/json' },
    body: JSON.stringify({ confirm: true })
  })
  if (!erasing.ok) throw new Error(`Erasing was answered with ${erasing.status}.`)
  const acknowledged = await registering
  const before = await people(first)
  const lostAt = await loseEverything(product, first)

  say('Everything is gone. Restoring …')
  const second = inPlace('second')
  const began = Date.now()
  const told = await ponte(second, 'restore', '--from', backups, '--key', keyFile)
  say(told.stderr.trim())
  product = await start(second)
  const rto = (Date.now() - began) / 1000
  const found = new Set((await ask(second, 'select id::text from registrants')).map(({ id }) => id))
  const missing = [...acknowledged].filter(([id]) => !found.has(id)).map(([, at]) => at)
  const rpo = missing.length > 0 ? (lostAt - Math.min(...missing)) / 1000 : 0
  const after = await people(second)
  const isErased = async (dataDir) =>
    (await ask(dataDir, `select from registrants where id = '${erasedId}' and erased_at is null`)).length === 0
  const staysErased = await isErased(second)
  await stop(product)
  const { stdout: chain } = await ponte(second, 'check-audit')

  say('Restoring once more, without what was written since the base …')
  const withoutSegments = copyOfBackups('without-segments', (copy) => {
    // What the base needs to be whole stays; the ledger of erasures is all that is newer.
    const { last } = readNeeds(listBases(copy).at(-1).file)
    for (const name of readdirSync(path.join(copy, 'wal')))
      if (/^[0-9A-F]{24}\.age/.test(name) && name.slice(0, 24) > last) rmSync(path.join(copy, 'wal', name))
  })
  const third = inPlace('third')
  const older = await ponte(third, 'restore', '--from', withoutSegments, '--key', keyFile)
  product = await start(third)
  const erasedAgain = await isErased(third)
  await stop(product)

  const otherKey = inPlace('other-key.txt')
  writeFileSync(otherKey, (await createKey()).identity)
  const newest = (copy) => listBases(copy).at(-1).file
  const refusals = {
    'one byte changed': await refused(
      'flipped',
      copyOfBackups('flipped', (copy) => flipOneByte(newest(copy))),
      keyFile
    ),
    'the end cut off': await refused(
      'cut',
      copyOfBackups('cut', (copy) => truncateSync(newest(copy), statSync(newest(copy)).size - 100)),
      keyFile
    ),
    'another key': await refused('key', backups, otherKey)
  }
  return {
    registrants: before,
    base: base.stdout.trim().replace(/^.*: /, ''),
    backupsMb: Math.round(sizeOf(backups) / 1e6),
    acknowledgedWhileRunning: acknowledged.size,
    missingAfterRestore: missing.length,
    peopleBack: after,
    rpoSeconds: Number(rpo.toFixed(1)),
    rtoSeconds: Number(rto.toFixed(1)),
    staysErased,
    erasedAgainByLedger: erasedAgain && /Erased again: 1\./.test(older.stdout),
    audit: chain.trim(),
    refusals
  }
}

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true }).reduce((sum, name) => {
    const found = statSync(path.join(folder, name))
    return sum + (found.isFile() ? found.size : 0)
  }, 0)

let report
try {
  report = await drill()
  console.log(JSON.stringify(report, null, 2))
} finally {
  for (const name of existsSync(place) ? readdirSync(place) : []) {
    const pid = postgresProcess(inPlace(name))
    if (pid !== undefined) process.kill(pid, 'SIGQUIT')
  }
  throwAway(place)
}
const { rpoSeconds, rtoSeconds, staysErased, erasedAgainByLedger } = report
process.exit(rpoSeconds <= 60 && rtoSeconds <= 600 && staysErased && erasedAgainByLedger ? 0 : 1)
