// What is killed: the API, PostgreSQL, one of its backends, and the worker as a process of its own. Each of them is
// brought back as a deployment would, and it is said how long that took.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '../lock.mjs'
import {
  launch,
  launchWorker,
  postgresProcess,
  queryDatabase,
  waitForWorker,
  waitUntilReady,
  workerStarts
} from './product.mjs'

export const kinds = ['api', 'postgres', 'backend', 'worker']

/** The product on a data directory, with a worker of its own where that is to be killed too. */
export function createVictims({ dataDir, port, base, withWorker }) {
  const running = {}
  let deathsByThemselves = 0
  let stopping = false

  const keep = (name, child) => {
    running[name] = child
    child.once('exit', () => {
      if (!stopping && running[name] === child) deathsByThemselves += 1
    })
  }
  const startApi = () => keep('api', launch(dataDir, port, withWorker ? { PONTE_WORKER: 'off' } : {}))
  const startWorker = () => keep('worker', launchWorker(dataDir))

  async function end(name, signal) {
    const child = running[name]
    delete running[name]
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  const kill = {
    async api() {
      await end('api', 'SIGKILL')
      startApi()
      return waitUntilReady(base)
    },
    async postgres() {
      const pid = postgresProcess(dataDir)
      if (pid === undefined) return undefined
      process.kill(pid, 'SIGKILL')
      await sleep(20)
      return waitUntilReady(base)
    },
    /** One connection of the product, in the middle of something where there is one; PostgreSQL then ends all of them. */
    async backend() {
      const [found] = await queryDatabase(
        dataDir,
        `select pid from pg_stat_activity where usename = 'ponte_app' and backend_type = 'client backend'
         order by state = 'idle', random() limit 1`
      )
      if (!found) return undefined
      process.kill(found.pid, 'SIGKILL')
      while (isAlive(found.pid)) await sleep(5)
      return waitUntilReady(base)
    },
    async worker() {
      const before = workerStarts(dataDir)
      await end('worker', 'SIGKILL')
      startWorker()
      return waitForWorker(dataDir, before)
    }
  }

  return {
    kill,
    deathsByThemselves: () => deathsByThemselves,
    async start() {
      startApi()
      await waitUntilReady(base)
      if (!withWorker) return
      startWorker()
      await waitForWorker(dataDir, 0)
    },
    async stop() {
      stopping = true
      // The worker first: the API's process ends the database.
      await end('worker', 'SIGTERM')
      await end('api', 'SIGTERM')
    }
  }
}
