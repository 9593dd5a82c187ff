// What a running PostgreSQL says about itself: its postmaster.pid, and an answer to a first query.
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './lock.mjs'

// The driver is the API's dependency; nothing else in the tooling needs one.
const requireFromApi = createRequire(new URL('../../apps/api/package.json', import.meta.url))

/**
 * Waits until the server on this cluster answers, and says which it is; undefined when none runs there (any more).
 * With `child`, waits for exactly that process, which may need a moment to write its file or a long time to recover.
 */
export async function readyServer(cluster, password, child) {
  for (;;) {
    if (child && (child.exitCode !== null || child.signalCode !== null)) return undefined
    const server = runningServer(cluster)
    const isWanted = server && (!child || server.pid === child.pid)
    if (isWanted && server.status === 'ready' && (await answers(cluster, server.port, password))) {
      return { pid: server.pid, port: server.port }
    }
    if (!isWanted && !child) return undefined
    await sleep(20)
  }
}

/** The living server of a cluster by its postmaster.pid, or undefined. A stale file is put out of the way. */
export function runningServer(cluster) {
  const file = path.join(cluster, 'postmaster.pid')
  let lines
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (!isAlive(pid)) return undefined
  if (!isPostgresOn(cluster, pid)) {
    // After a kill the number may by now belong to any program. PostgreSQL would then refuse to start.
    rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() }
}

function isPostgresOn(cluster, pid) {
  let commandLine
  try {
    commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    // No /proc on this system: the connection that follows asks the server for its directory.
    return true
  }
  return commandLine.includes(cluster)
}

/** It recovers from a crash, shuts down, or has just died: the next look at its file tells which. */
const passingErrors = new Set(['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET'])

/** Whether the server lets us in by now; fails when it is another cluster's or does not take our password. */
async function answers(cluster, port, password) {
  const { Client } = requireFromApi('pg')
  const client = new Client(connectionUrl({ user: 'postgres', password, port, database: 'postgres' }))
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('data_directory') as directory")
    if (rows[0].directory !== cluster) throw new Error(`port ${port} belongs to ${rows[0].directory}`)
    return true
  } catch (error) {
    if (passingErrors.has(error.code)) return false
    const hint = error.code === '28P01' ? ' secrets/database.json is not the one that this database was made with.' : ''
    throw new Error(`PostgreSQL runs on ${cluster}, but does not let us in: ${error.message}.${hint}`, { cause: error })
  } finally {
    await client.end().catch(() => {})
  }
}

/** Lets `work` ask the server something as its superuser, over a connection of its own. */
export async function asSuperuser({ port, passwords, database = 'postgres' }, work) {
  const { Client } = requireFromApi('pg')
  const client = new Client(connectionUrl({ user: 'postgres', password: passwords.postgres, port, database }))
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** A connection URL for a server on this machine. */
export function connectionUrl({ user, password, port, database }) {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}
