// S3 and S4: the officer's list of fifty, beside the same statement over bare Fastify and pg, and a far page beside the first.
import path from 'node:path'
import { startApi, startServer, tokenFor, usageOf, withServices } from './api.mjs'
import { load } from './load.mjs'
import { record } from './recorder.mjs'

const PAGE_SIZE = 50
const CALLERS = 16
const COUNT = 4000

/** The one statement of the list, as the product says it. */
async function statementOfList(officer) {
  const { withTransaction } = await import('../../../apps/api/src/db/transaction.ts')
  const queries = await import('../../../apps/api/src/registry/registrants/registrants.queries.ts')
  const actor = { kind: 'staff', role: 'officer', sessionId: officer.id, ...officer }
  const statements = await withServices(({ pool }) =>
    record(pool, () =>
      withTransaction(pool, actor, (db) => queries.listRegistrants(db, queries.inScope(actor), {}, null, PAGE_SIZE + 1))
    )
  )
  return statements.find(({ text }) => /from "registrants"/.test(text))
}

/** One round: the product and the bare server in turn, both warm. */
export async function measureList({ officer, after }, superuserUrl) {
  const { encodeCursor } = await import('../../../apps/api/src/registry/registrants/cursors.ts')
  const authorization = `Bearer ${await tokenFor(officer.identity)}`
  const ask = (query) => ({
    callers: CALLERS,
    count: COUNT,
    requestOf: () => ({ path: `/api/v1/registrants${query}`, headers: { authorization } })
  })
  const first = ask(`?limit=${PAGE_SIZE}`)
  const far = ask(`?limit=${PAGE_SIZE}&cursor=${encodeCursor(after)}`)
  const api = await startApi({ RECORDS_PER_OFFICER_PER_DAY: '10000000' })
  const bare = await startServer(path.join(import.meta.dirname, 'bare.mjs'), '/readyz', {
    BARE_STATEMENT: JSON.stringify(await statementOfList(officer)),
    BARE_DATABASE: superuserUrl
  })
  try {
    const plain = { callers: CALLERS, count: COUNT, requestOf: () => ({ path: '/list' }) }
    for (const warm of [first, far]) await load(api.base, { ...warm, count: 300 })
    await load(bare.base, { ...plain, count: 300 })
    const before = usageOf(api.pid).cpuSeconds
    const product = await load(api.base, first)
    const cpu = ((usageOf(api.pid).cpuSeconds - before) / COUNT) * 1000
    return {
      product,
      far: await load(api.base, far),
      baseline: await load(bare.base, plain),
      cpuPerThousand: cpu,
      peakMiB: usageOf(api.pid).peakMiB
    }
  } finally {
    await Promise.all([api.stop(), bare.stop()])
  }
}
