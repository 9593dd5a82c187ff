// PostgreSQL without an installation: for `npm start`, the demo and the tests. Production sets DATABASE_URL instead.
//
// The server runs in a session of its own and outlives its starter, on purpose: a Ctrl-C must not stop it before the API
// has drained, and after a crash of the starter the next start adopts it as it is.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { archiveSettings } from './backup/archiving.mjs'
import { isAlive, withLock } from './lock.mjs'
import { choosePort } from './ports.mjs'
import { ensureCluster } from './postgres-cluster.mjs'
import { chooseIdentity, commandFor, findBinaries } from './postgres-identity.mjs'
import { connectionUrl, readyServer } from './postgres-process.mjs'
import { loadDatabaseSecrets } from './secrets.mjs'

const startTimeoutMs = 120_000
const logBytesMax = 10 * 1024 * 1024

/**
 * Starts PostgreSQL on `<dataDir>/postgres`, or adopts the one that already runs there.
 *
 * @param {{ dataDir: string, fast?: boolean, port?: number, settings?: Record<string, string> }} options `fast` gives up
 *   durability, for tests only; `settings` are more of PostgreSQL's own
 * @returns {Promise<{ port: number, url(user: string, password: string, database: string): string,
 *   superuser: { user: string, password: string }, passwords: Record<string, string>, adopted: boolean, pid: number,
 *   stop(): Promise<void> }>}
 */
export async function startPostgres({ dataDir, fast = false, port, settings = {} }) {
  const folder = path.resolve(dataDir)
  mkdirSync(folder, { recursive: true })
  // One at a time: two starters would otherwise both find no server, or both make the cluster.
  return withLock(
    path.join(folder, 'postgres.lock'),
    () => adoptOrLaunch({ folder, fast, wantedPort: port, more: settings }),
    {
      timeoutMs: startTimeoutMs
    }
  )
}

async function adoptOrLaunch({ folder, fast, wantedPort, more }) {
  const passwords = loadDatabaseSecrets(folder)
  const cluster = path.join(folder, 'postgres')
  const found = await readyServer(cluster, passwords.postgres)
  if (found) return handle(found, passwords, true)

  const binaries = findBinaries()
  const identity = chooseIdentity(folder)
  ensureCluster({ cluster, binaries, identity, password: passwords.postgres, fast })
  const log = path.join(folder, 'postgres.log')
  keepLogSmall(log)

  const until = Date.now() + startTimeoutMs
  for (;;) {
    const port = wantedPort ?? (await choosePort(path.join(folder, 'postgres.port')))
    const from = existsSync(log) ? statSync(log).size : 0
    const child = launch({
      binaries,
      identity,
      cluster,
      log,
      settings: { ...(fast ? fastSettings : {}), ...archiveSettings(folder), ...more, port }
    })
    const started = await readyServer(cluster, passwords.postgres, child)
    if (started) return handle(started, passwords, false)
    const said = readFileSync(log, 'utf8').slice(from)
    if (!isPassing(said) || Date.now() > until) {
      throw new Error(
        `PostgreSQL did not start. Its log, ${log}, ends with:\n${said.trim().split('\n').slice(-8).join('\n')}`
      )
    }
    await sleep(100)
  }
}

/**
 * Whether waiting can help: the children of a killed server need a moment to notice and let go of its shared memory, and
 * a port can be taken between the look and the start.
 */
function isPassing(log) {
  return /is still in use|lock file "postmaster\.pid" already exists|Address already in use|shared memory block/.test(
    log
  )
}

function launch({ binaries, identity, cluster, log, settings }) {
  const flags = Object.entries({ ...serverSettings, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`
  ])
  const { command, args, options } = commandFor(identity, path.join(binaries, 'postgres'), ['-D', cluster, ...flags])
  // The log is a file and not a pipe: a pipe would break with its reader, and with it the server that outlives us.
  const output = openSync(log, 'a', 0o600)
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', output, output] })
  closeSync(output)
  child.unref()
  return child
}

// For a small machine and a careful house: reachable from this machine only, and nobody's data in the log.
const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '256MB',
  // After a checkpoint each page that is touched goes into the log whole: fewer checkpoints. (Squeezing these pages, as this build
  // can, costs more of the processor than it saves of the disk.)
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The embedded build has no compiler inside; asking for one would only cost a look.
  jit: 'off',
  log_checkpoints: 'off',
  log_statement: 'none',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  // A failed statement and the DETAIL of a unique violation both repeat the values that somebody entered.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse'
}

// Tests throw their data away: nothing needs to reach the disk.
const fastSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 }

function handle({ pid, port }, passwords, adopted) {
  return {
    pid,
    port,
    adopted,
    passwords,
    superuser: { user: 'postgres', password: passwords.postgres },
    url: (user, password, database) => connectionUrl({ user, password, port, database }),
    stop: () => stopServer(pid)
  }
}

/** Fast shutdown: ends the sessions and writes everything to disk. Only a server that hangs is told more firmly. */
async function stopServer(pid) {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000]
  ]) {
    if (!isAlive(pid)) return
    tell(pid, signal)
    const until = Date.now() + patienceMs
    while (isAlive(pid) && Date.now() < until) await sleep(20)
  }
}

function tell(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

function keepLogSmall(log) {
  if (existsSync(log) && statSync(log).size > logBytesMax) {
    rmSync(`${log}.1`, { force: true })
    renameSync(log, `${log}.1`)
  }
}
