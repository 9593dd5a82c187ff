// The product as `npm start` runs it, on data of its own, to be killed and started again.
import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../places.mjs'
import { runningServer } from '../postgres-process.mjs'

const startTimeoutMs = 120_000

/** Limits that would take the load of this test for an attack. Production refuses these settings. */
const relaxed = {
  PONTE_TEST_PROOF_BITS: '1',
  PONTE_TEST_SIGN_INS: '10000000',
  PONTE_TEST_REGISTRATIONS_PER_HOUR: '10000000',
  PONTE_TEST_CODES_PER_CONTACT: '100000'
}

/** Starts the product and returns its process. Its words go to a file in the data directory. */
export function launch(dataDir, port, more = {}) {
  const log = openSync(path.join(dataDir, 'product.log'), 'a')
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DATABASE_')))
  const product = spawn(process.execPath, [path.join(import.meta.dirname, '../start.mjs')], {
    cwd: root,
    stdio: ['ignore', log, log],
    env: {
      ...own,
      ...relaxed,
      ...more,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      PONTE_PARENT: String(process.pid)
    }
  })
  closeSync(log)
  return product
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
