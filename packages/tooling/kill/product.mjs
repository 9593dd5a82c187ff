// The product as `npm start` runs it, on data of its own, to be killed and started again.
import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { settingsFor } from '../database.mjs'
import { heapFlags } from '../heap.mjs'
import { root } from '../places.mjs'
import { asSuperuser, connectionUrl, runningServer } from '../postgres-process.mjs'
import { loadDatabaseSecrets } from '../secrets.mjs'

const startTimeoutMs = 120_000

/** Limits that would take the load of this test for an attack. Production refuses these settings. */
const relaxed = {
  PONTE_TEST_PROOF_BITS: '1',
  PONTE_TEST_SIGN_INS: '10000000',
  PONTE_TEST_REGISTRATIONS_PER_HOUR: '10000000',
  PONTE_TEST_CODES_PER_CONTACT: '100000'
}

const ownEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DATABASE|PONTE|SMTP)_/.test(name)))

/** Runs one of our scripts on a data directory. Its words go to a file, there unless its name says another place. */
export function launchScript(script, dataDir, more = {}, logName = 'product.log', prefix = []) {
  const log = openSync(path.resolve(dataDir, logName), 'a')
  const [command, ...args] = [...prefix, process.execPath, ...heapFlags, path.join(import.meta.dirname, '..', script)]
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', log, log],
    env: {
      ...ownEnvironment(),
      ...relaxed,
      ...more,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PONTE_PARENT: String(process.pid)
    }
  })
  closeSync(log)
  return child
}

/** Starts the product and returns its process. */
export const launch = (dataDir, port, more = {}) => launchScript('start.mjs', dataDir, { PORT: String(port), ...more })

/** The product's command line on a data directory; gives what it printed. */
export const ponteOn =
  (dataDir) =>
  async (...args) =>
    (
      await promisify(execFile)(process.execPath, [path.join(root, 'packages/tooling/ponte.mjs'), ...args], {
        cwd: root,
        env: { ...process.env, DATA_DIR: dataDir },
        maxBuffer: 1e8
      })
    ).stdout.trim()

/** What a running server of a data directory is to those who connect: where it is, and its passwords. */
function serverOf(dataDir) {
  const server = runningServer(path.join(dataDir, 'postgres'))
  const passwords = loadDatabaseSecrets(dataDir)
  return {
    ...server,
    passwords,
    superuser: { user: 'postgres', password: passwords.postgres },
    url: (user, password, database) => connectionUrl({ user, password, port: server.port, database })
  }
}

/** The settings by which another process finds the database that runs on a data directory. */
export const databaseSettings = (dataDir) => settingsFor(serverOf(dataDir), dataDir)

/** Starts the worker alone, beside a product that runs without one. */
export const launchWorker = (dataDir, more = {}) =>
  launchScript('serve.mjs', dataDir, { ...databaseSettings(dataDir), PONTE_WORKER: 'only', ...more }, 'worker.log')

const wordsOf = (dataDir, logName) => {
  try {
    return readFileSync(path.join(dataDir, logName), 'utf8')
  } catch {
    return ''
  }
}

/** How often the workers on this directory have said so far that they are ready. */
export const workerStarts = (dataDir) => wordsOf(dataDir, 'worker.log').split('the worker is ready').length - 1

/** Waits until one more worker than `before` has said that it is ready; returns how long that took. */
export async function waitForWorker(dataDir, before) {
  const from = performance.now()
  while (performance.now() - from < startTimeoutMs) {
    if (workerStarts(dataDir) > before) return performance.now() - from
    await sleep(20)
  }
  throw new Error('The worker did not get ready again.')
}

/** Asks the database of a data directory itself, past all policies; tries again while it is coming back. */
export async function queryDatabase(dataDir, text, values = []) {
  for (let tries = 1; ; tries++) {
    try {
      const work = async (client) => (await client.query(text, values)).rows
      return await asSuperuser({ ...serverOf(dataDir), database: 'ponte' }, work)
    } catch (error) {
      if (tries >= 40) throw error
      await sleep(250)
    }
  }
}

/** Waits until the product is ready; returns how long that took. */
export async function waitUntilReady(url) {
  const from = performance.now()
  while (performance.now() - from < startTimeoutMs) {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
    if (answer?.ok) return performance.now() - from
    await sleep(20)
  }
  throw new Error('The product did not get ready again.')
}

/** The process of the data directory's PostgreSQL. */
export const postgresProcess = (dataDir) => runningServer(path.join(dataDir, 'postgres'))?.pid
