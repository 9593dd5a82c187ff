/*
 * A process of its own that calls webhooks, and is killed by the system right after the receiver took message number SENDS,
 * before it could note that down.
 */
import { createPool } from '../src/db/pool.ts'
import { readConfig } from '../src/config.ts'
import { testKeys } from '../src/keys.ts'
import { sendDeliveries } from '../src/platform/webhooks/webhooks.jobs.ts'
import { createSender } from '../src/platform/webhooks/webhooks.sender.ts'

const config = readConfig(process.env)
const pool = createPool({ url: config.database.url, name: 'dying caller', max: 4 })
const log = { info() {}, warn() {}, error() {} }
const services = { config, pool, keys: testKeys(), now: () => new Date(), addressUses: new Map(), log }
const sender = createSender({ toLoopback: true })
let left = Number(process.env.SENDS)

await sendDeliveries(services, async (...message) => {
  const attempt = await sender(...message)
  if (--left === 0) process.kill(process.pid, 'SIGKILL')
  return attempt
})
