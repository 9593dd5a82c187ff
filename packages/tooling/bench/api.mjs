// An API process of its own for a measurement, without the worker, and what it used up.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { heapFlags } from '../heap.mjs'
import { root } from '../places.mjs'
import { findFreePort } from '../ports.mjs'

const READY_MS = 60_000
/** Of /proc/<pid>/stat: USER_HZ is 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100

/** Starts a script that answers on PORT; `ready` is an address that says 200 once it does. */
export async function startServer(script, ready, environment = {}, flags = []) {
  const port = await findFreePort()
  const server = spawn(process.execPath, [...flags, script], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: String(port), PONTE_PARENT: String(process.pid) }
  })
  const base = `http://127.0.0.1:${port}`
  const stop = async () => {
    if (server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
  }
  for (const until = Date.now() + READY_MS; Date.now() < until && server.exitCode === null; await sleep(50)) {
    const answer = await fetch(`${base}${ready}`).catch(() => undefined)
    if (answer?.ok) return { base, pid: server.pid, stop }
  }
  await stop()
  throw new Error(`${path.basename(script)} did not get ready.`)
}

export const startApi = (environment = {}) =>
  startServer(
    path.join(import.meta.dirname, '../serve.mjs'),
    '/readyz',
    { PONTE_WORKER: 'off', ...environment },
    heapFlags
  )

/** Seconds of a processor that a process has used so far, and the most memory it ever held, in MiB. */
export function usageOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, peakMiB: Number(peak) / 1024 }
}

/** Services as the product has them, for a while; as the worker has them, they may take a minute for a statement. */
export async function withServices(work, kind = 'app') {
  const { createServices } = await import('../../../apps/api/src/server.ts')
  const { readConfig } = await import('../../../apps/api/src/config.ts')
  const { prepare } = await import('../../../apps/api/src/cli/initial.ts')
  const config = readConfig(process.env)
  const services = createServices(config, await prepare(config, () => {}), kind)
  try {
    return await work(services)
  } finally {
    await services.pool.end()
  }
}

/** An access token for somebody, as `ponte token` makes it. */
export const tokenFor = (identity) =>
  withServices(async (services) => (await import('../../../apps/api/src/cli/token.ts')).tokenFor(services, identity))

/** Access tokens for members of staff, each in a session of their own. */
export const tokensForStaff = (ids) =>
  withServices(async (services) => {
    const { buildApp } = await import('../../../apps/api/src/app.ts')
    const { system } = await import('../../../apps/api/src/db/actor.ts')
    const { transaction } = await import('../../../apps/api/src/services.ts')
    const { insertSession } = await import('../../../apps/api/src/platform/sessions/sessions.queries.ts')
    const { signAccessToken } = await import('../../../apps/api/src/platform/sessions/tokens.ts')
    const app = await buildApp(services, { web: false })
    try {
      const sessions = await transaction(services, system('bench'), async (db) => {
        const made = []
        for (const id of ids) made.push(await insertSession(db, services.keys, services.now(), 'staff', id))
        return made
      })
      return sessions.map((session) => signAccessToken(app, session))
    } finally {
      await app.close()
    }
  })
