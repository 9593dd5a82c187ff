// S5: the dashboard under disclosure control, beside the same counting done anew for everybody who asks, over bare Fastify
// and pg.
import path from 'node:path'
import { startApi, startServer, tokenFor, usageOf, withServices } from './api.mjs'
import { load } from './load.mjs'
import { record } from './recorder.mjs'

const CALLERS = 16
const COUNT = 4000
/** Counting a million takes a second or more, and two cores count two at a time. */
const BARE = { callers: 2, count: 6 }

async function statementOfCounting() {
  const { withTransaction } = await import('../../../apps/api/src/db/transaction.ts')
  const { system } = await import('../../../apps/api/src/db/actor.ts')
  const { countRegistry } = await import('../../../apps/api/src/statistics/dashboard/dashboard.queries.ts')
  // Nothing of it may be in memory yet.
  const count = ({ pool }) =>
    record(pool, () => withTransaction(pool, system('bench'), (db) => countRegistry(db, { until: new Date() })))
  const statements = await withServices(count, 'worker')
  return statements.find(({ text }) => /grouping sets/.test(text))
}

/** One round. */
export async function measureFigures(superuserUrl) {
  const token = await tokenFor('analyst')
  const api = await startApi()
  const bare = await startServer(path.join(import.meta.dirname, 'bare.mjs'), '/readyz', {
    BARE_STATEMENT: JSON.stringify(await statementOfCounting()),
    BARE_DATABASE: superuserUrl
  })
  const ask = {
    callers: CALLERS,
    count: COUNT,
    requestOf: () => ({ path: '/api/v1/statistics/dashboard', headers: { authorization: `Bearer ${token}` } })
  }
  try {
    await load(api.base, { ...ask, count: 300 })
    const before = usageOf(api.pid).cpuSeconds
    const product = await load(api.base, ask)
    const cpuPerThousand = ((usageOf(api.pid).cpuSeconds - before) / COUNT) * 1000
    const baseline = await load(bare.base, { ...BARE, requestOf: () => ({ path: '/list' }) })
    return { product, baseline, cpuPerThousand, peakMiB: usageOf(api.pid).peakMiB }
  } finally {
    await Promise.all([api.stop(), bare.stop()])
  }
}
