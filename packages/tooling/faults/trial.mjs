// What the trials of faults have in common: the product on data of its own, requests that are sent once and timed, and a
// list of promises that did not hold.
import { randomUUID } from 'node:crypto'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { settingsFor } from '../database.mjs'
import { launchScript, queryDatabase, waitUntilReady } from '../kill/product.mjs'
import { registrationOf } from '../kill/register.mjs'
import { root } from '../places.mjs'
import { findFreePort } from '../ports.mjs'
import { connectionUrl } from '../postgres-process.mjs'
import { startPostgres } from '../postgres.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'

/** What this machine does not allow to try. */
export class ImpossibleError extends Error {}

/** Lets a trial work in a directory of its own, and clears up after it. */
export async function withDirectory(work) {
  const dataDir = makeThrowAwayDirectory()
  try {
    return await work(dataDir)
  } finally {
    throwAway(dataDir)
  }
}

/** A PostgreSQL by itself, as a deployment has one beside the product. */
export const startDatabase = (dataDir) => startPostgres({ dataDir })

/** The settings that lead to a database, by another port where something stands between. */
export function settingsThrough(server, dataDir, port = server.port) {
  const url = (user, password, database) => connectionUrl({ user, password, port, database })
  return settingsFor({ ...server, url }, dataDir)
}

/**
 * Starts the product: on a database of its own, or on the one that `more` names. `died` says whether it ended by itself.
 */
export async function startProduct(dataDir, { more = {}, prefix, log = 'product.log', isReady = waitUntilReady } = {}) {
  const port = await findFreePort()
  const base = `http://127.0.0.1:${port}`
  const script = more.DATABASE_URL ? 'serve.mjs' : 'start.mjs'
  const child = launchScript(script, dataDir, { PORT: String(port), ...more }, log, prefix)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const product = {
    base,
    port,
    died: hasEnded,
    log: () => readFileSync(path.resolve(dataDir, log), 'utf8'),
    async stop() {
      if (hasEnded()) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
  }
  try {
    await isReady(base)
  } catch (error) {
    await product.stop()
    throw new Error(`${error.message}\n${product.log().split('\n').slice(-20).join('\n')}`, { cause: error })
  }
  return product
}

/** Sends once, and says status, time and what came; status 0 is a connection that broke or an answer that never came. */
export async function ask(base, method, address, { body, headers = {}, patienceMs = 30_000 } = {}) {
  const from = performance.now()
  const answer = await fetch(`${base}${address}`, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs)
  })
    .then(async (response) => ({
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      retryAfter: response.headers.get('retry-after'),
      text: await response.text()
    }))
    .catch(() => ({ status: 0, type: '', retryAfter: null, text: '' }))
  return { ...answer, ms: performance.now() - from }
}

/** Is it the answer that says: nothing was lost, come again? */
export const isUnavailable = ({ status, type, retryAfter }) =>
  status === 503 && type.startsWith('application/problem+json') && retryAfter !== null

/** The version of the notice that a registration accepts. */
export async function noticeVersion(base) {
  const { text } = await ask(base, 'GET', '/api/v1/notices')
  return JSON.parse(text).items[0].version
}

/** A challenge, solved once and used for one registration after it. */
export async function challengeFrom(base) {
  const { status, text } = await ask(base, 'GET', '/api/v1/registrations/challenge')
  return status === 200 ? JSON.parse(text) : undefined
}

/** Registers one person and returns the answer, whatever it is. */
export async function registerOnce(base, mark, version, challenge) {
  const given = challenge ?? (await challengeFrom(base))
  if (!given) return { status: 0, ms: 0, type: '', retryAfter: null, text: '' }
  return ask(base, 'POST', '/api/v1/registrations', {
    body: registrationOf(mark, version, given),
    headers: { 'idempotency-key': `"${randomUUID()}"` }
  })
}

/** Marks of people who were acknowledged and are not in the database. */
export async function lostOf(dataDir, marks) {
  const rows = await queryDatabase(dataDir, 'select city from registrants')
  const found = new Set(rows.map(({ city }) => city))
  return [...marks].filter((mark) => !found.has(mark))
}

/** Runs the product's command line, and says how it ended. */
export async function ponte(dataDir, settings, ...args) {
  return promisify(execFile)(process.execPath, [path.join(root, 'packages/tooling/ponte.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...settings, DATA_DIR: dataDir }
  })
    .then(({ stdout }) => ({ code: 0, said: stdout.trim() }))
    .catch((error) => ({ code: error.code ?? error.signal, said: String(error.stderr).trim().split('\n').at(-1) }))
}

/** How many of each: `{ 200: 12, 503: 4 }`. */
export const tally = (values) => {
  const counts = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** The value below which a share of them lies, rounded. */
export const percentile = (values, share) =>
  Math.round([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))])
