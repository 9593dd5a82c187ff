// PgBouncer in transaction mode before a PostgreSQL of this machine.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort, isFree } from '../ports.mjs'

/** So many connections to PostgreSQL for each login, however many the processes of the product open to the pooler. */
const POOL_SIZE = 12

/** Which PgBouncer there is, or undefined. */
export function poolerVersion() {
  const { stdout } = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' })
  return /PgBouncer (\S+)/.exec(stdout ?? '')?.[1]
}

/** Starts it; `passwords` has the logins that come through it. Returns the port and how to stop it. */
export async function startPooler({ directory, server, passwords }) {
  mkdirSync(directory, { recursive: true })
  const port = await findFreePort()
  const at = (name) => path.join(directory, name)
  writeFileSync(
    at('users.txt'),
    Object.entries(passwords)
      .map(([user, password]) => `"${user}" "${password}"\n`)
      .join('')
  )
  writeFileSync(
    at('pgbouncer.ini'),
    `[databases]
ponte = host=127.0.0.1 port=${server.port} dbname=ponte

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${at('users.txt')}
pool_mode = transaction
default_pool_size = ${POOL_SIZE}
max_client_conn = 200
server_reset_query =
logfile = ${at('pgbouncer.log')}
`
  )
  // It refuses to be root, and then reads its files as somebody else.
  const isRoot = process.getuid() === 0
  if (isRoot) {
    chmodSync(directory, 0o777)
    for (const name of ['users.txt', 'pgbouncer.ini']) chmodSync(at(name), 0o644)
    chmodSync(path.dirname(directory), 0o755)
  }
  const child = spawn('pgbouncer', [...(isRoot ? ['--user=nobody'] : []), at('pgbouncer.ini')], { stdio: 'ignore' })
  for (let tries = 0; (await isFree(port)) && child.exitCode === null && tries < 100; tries++) await sleep(50)
  if (child.exitCode !== null) throw new Error(`PgBouncer did not start; ${at('pgbouncer.log')} says why.`)
  return {
    port,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGINT')
      await once(child, 'exit')
    }
  }
}
