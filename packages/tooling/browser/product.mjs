// Playwright's global setup: starts the product as `npm start` does, on data of its own, and stops it at the end.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeThrowAwayDirectory, removeLeftovers, throwAway } from '../throw-away.mjs'
import { root } from '../places.mjs'
import { findFreePort } from '../ports.mjs'
import { chromiumIsMissing, findChromium } from './chromium.mjs'

// Long, because the first start also builds the web app.
const startTimeoutMs = 180_000
const stopTimeoutMs = 40_000

// All specs come from one address: the limits against abuse, tested elsewhere, would take them for an attack.
const testSettings = {
  PONTE_TEST_SIGN_INS: '100000',
  PONTE_TEST_REGISTRATIONS_PER_HOUR: '100000',
  PONTE_TEST_CODES_PER_CONTACT: '1000',
  PONTE_TEST_WEBHOOKS_TO_LOOPBACK: '1'
}

/** For Playwright. */
export default () => startProduct()

/** Starts the product that the specs share, with made-up people or empty, and says where it is. Returns how to stop it. */
export async function startProduct({ demo = false } = {}) {
  removeLeftovers()
  const { url, dataDir, stop } = await startOwnProduct('browser-server', { demo })
  process.env.PONTE_BROWSER_URL = url
  // For the command line of the product, as in `ponte token`.
  process.env.PONTE_BROWSER_DATA = dataDir
  return stop
}

/**
 * Starts a product that nobody else uses, on data of its own or of an earlier one. `name`: of the file with what it prints.
 * `settings`: more environment. It is stopped for a while, to go on with the same data, or for good.
 *
 * @returns {Promise<{ url: string, dataDir: string, log: string, pause: () => Promise<void>, stop: () => Promise<void> }>}
 */
export async function startOwnProduct(name, { demo = false, dataDir = makeThrowAwayDirectory(), settings = {} } = {}) {
  if (!findChromium()) throw new Error(chromiumIsMissing)
  const log = path.join(root, `test-results/${name}.log`)
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const product = launch({ dataDir, port, demo, log, settings })
  const pause = () => end(product, log)
  const stop = async () => {
    await pause()
    throwAway(dataDir)
  }
  try {
    await waitUntilReady(url, product, log)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, dataDir, log, pause, stop }
}

function launch({ dataDir, port, demo, log, settings }) {
  mkdirSync(path.dirname(log), { recursive: true })
  const file = openSync(log, 'w')
  const product = spawn(
    process.execPath,
    [path.join(import.meta.dirname, '../start.mjs'), ...(demo ? ['--demo'] : [])],
    {
      cwd: root,
      stdio: ['ignore', file, file],
      env: {
        ...withoutDatabase(process.env),
        ...testSettings,
        ...settings,
        PORT: String(port),
        DATA_DIR: dataDir,
        // It goes with us, even if we are killed.
        PONTE_PARENT: String(process.pid)
      }
    }
  )
  closeSync(file)
  return product
}

/** A developer's own database is none of ours to fill. */
function withoutDatabase(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('DATABASE_')))
}

async function waitUntilReady(url, product, log) {
  const until = Date.now() + startTimeoutMs
  while (Date.now() < until && product.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
  const end = readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n')
  throw new Error(`The product did not get ready; its last words (all of them in ${log}):\n${end}`)
}

async function end(product, log) {
  if (product.exitCode === null && product.signalCode === null) {
    const ended = once(product, 'exit')
    product.kill('SIGTERM')
    const killer = setTimeout(() => product.kill('SIGKILL'), stopTimeoutMs)
    const [code] = await ended
    clearTimeout(killer)
    if (code !== 0) console.error(`The product did not stop in order (code ${code}); see ${log}.`)
  }
}
