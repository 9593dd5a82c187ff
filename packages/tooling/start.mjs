// `npm start`, `npm run dev` (--watch) and `npm run demo` (--demo): everything that the product needs, in one command.
import { mkdirSync } from 'node:fs'
import { openDatabase } from './database.mjs'
import { takeOverLifecycle } from './lifecycle.mjs'
import { lockHolder, tryLock } from './lock.mjs'
import { dataDirectory, ponteLockFile } from './places.mjs'
import { isFree } from './ports.mjs'
import { serve } from './serve.mjs'
import { ensureWebBuild } from './web-build.mjs'

const given = process.argv.slice(2)
const unknown = given.find((option) => !['--watch', '--demo'].includes(option))
if (unknown !== undefined) {
  console.error(
    `There is no option "${unknown}". Settings are variables in front: PORT=4000 DATA_DIR=/var/lib/ponte npm start. ` +
      'infra/README.md lists them.'
  )
  process.exit(1)
}
const watch = given.includes('--watch')
const demo = given.includes('--demo')

const dataDir = dataDirectory(process.env, { demo })
process.env.DATA_DIR = dataDir
if (demo) process.env.PONTE_DEMO = '1'

const lock = lockDataDirectory()
const lifecycle = takeOverLifecycle()
lifecycle.onStop(() => lock.release())
// Also when somebody is impatient and the orderly end does not come about.
process.once('exit', () => lock.release())

// Said before minutes of building and migrating, not after.
const port = Number(process.env.PORT || 3000)
if (Number.isInteger(port) && port > 0 && port < 65_535 && !(await isFree(port, process.env.HOST || '127.0.0.1'))) {
  console.error(
    `Port ${port} is taken. Stop what uses it, or put PORT=${port + 1} in front of the command, beside what stands there.`
  )
  process.exit(1)
}

try {
  await start()
} catch (error) {
  // While we are being stopped, breaking off is what was wanted.
  if (!lifecycle.signal.aborted) console.error(error instanceof Error ? error.message : error)
  if (process.env.PONTE_TRACE) console.error(error)
  await lifecycle.stop(1)
}

async function start() {
  if (!watch) await ensureWebBuild({ signal: lifecycle.signal })
  lifecycle.signal.throwIfAborted()

  const opening = openDatabase({ dataDir, environment: process.env })
  // A stop in the middle of this waits for the database to be there, because only then it can be stopped cleanly.
  lifecycle.onStop(async () => (await opening.catch(() => undefined))?.close())
  const database = await opening
  process.once('exit', () => database.abandon())
  lifecycle.signal.throwIfAborted()

  if (watch) await (await import('./dev.mjs')).develop(lifecycle)
  else await serve(lifecycle)
}

function lockDataDirectory() {
  mkdirSync(dataDir, { recursive: true })
  const file = ponteLockFile(dataDir)
  const lock = tryLock(file)
  if (lock) return lock
  console.error(
    `Ponte is already running on this data (process ${lockHolder(file)}). Stop it first or set DATA_DIR to another directory.`
  )
  process.exit(1)
}
