// S15: what the whole stack holds while nobody asks: the process with API and worker, and all of PostgreSQL.
import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startApi } from './api.mjs'

const QUIET_MS = 10_000

/** The memory of a process in MiB, what it shares with others counted in parts; 0 where it may not be read. */
function proportionalMiB(pid) {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024
  } catch {
    return 0
  }
}

const isPostgres = (pid) => {
  try {
    return /^postgres: |\/postgres$/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0])
  } catch {
    return false
  }
}

/** MiB of the process of the product and of PostgreSQL, after a quiet while. */
export async function measureIdle() {
  const api = await startApi({ PONTE_WORKER: 'on' })
  try {
    await sleep(QUIET_MS)
    const postgres = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isPostgres(name))
    return {
      productMiB: proportionalMiB(api.pid),
      postgresMiB: postgres.reduce((sum, pid) => sum + proportionalMiB(pid), 0)
    }
  } finally {
    await api.stop()
  }
}
