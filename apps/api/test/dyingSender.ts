/*
 * A process of its own that sends what is queued, and is killed by the system right after the mail server took message
 * number SENDS, before it could note that down.
 */
import { createPool } from '../src/db/pool.ts'
import { readConfig } from '../src/config.ts'
import { testKeys } from '../src/keys.ts'
import { createGateway } from '../src/platform/messages/gateway.ts'
import { sendQueuedMessages } from '../src/platform/messages/messages.jobs.ts'

const config = readConfig(process.env)
const pool = createPool({ url: config.database.url, name: 'dying sender', max: 2 })
const log = { info() {}, warn() {}, error() {} }
const services = { config, pool, keys: testKeys(), now: () => new Date(), addressUses: new Map(), log }
const gateway = createGateway(services)
let left = Number(process.env.SENDS)

await sendQueuedMessages(services, {
  ...gateway,
  async email(message) {
    await gateway.email(message)
    if (--left === 0) process.kill(process.pid, 'SIGKILL')
  }
})
