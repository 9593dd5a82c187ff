// S3 and S4: the officer's list of fifty, beside the same statement over bare Fastify and pg, and a far page beside the first.
import { createHash } from 'node:crypto'
import path from 'node:path'
import { startApi, startServer, tokensForStaff, usageOf, withServices } from './api.mjs'
import { load } from './load.mjs'
import { withClient } from './people.mjs'
import { record } from './recorder.mjs'

const PAGE_SIZE = 50
const CALLERS = 16
const COUNT = 4000
// Until what runs most is compiled.
const WARM_UP = 1500

/** The one statement of the list, as the product says it. */
async function statementOfList(officer) {
  const { withTransaction } = await import('../../../apps/api/src/db/transaction.ts')
  const queries = await import('../../../apps/api/src/registry/registrants/registrants.queries.ts')
  const actor = { kind: 'staff', role: 'officer', sessionId: officer.id, ...officer }
  const statements = await withServices(({ pool }) =>
    record(pool, () =>
      withTransaction(pool, actor, (db) =>
        queries.listRegistrants(db, queries.inScope(actor), { filters: {}, after: null, limit: PAGE_SIZE + 1 })
      )
    )
  )
  return statements.find(({ text }) => /from "registrants"/.test(text))
}

/** As many officers of one post as there are callers: each has a counter of their own, as at work. Returns their tokens. */
async function tokensOfOfficers({ id }, superuserUrl) {
  await withClient(superuserUrl, (client) =>
    client.query(
      `insert into staff (id, name, email_sealed, email_index, role, post_id, not_before)
       select md5('bench ' || n)::uuid, 'Medida ' || n, email_sealed, decode(md5('bench ' || n), 'hex'), role, post_id, now() - interval '1 day'
       from staff, generate_series(1, $2) n where id = $1 on conflict do nothing`,
      [id, CALLERS]
    )
  )
  const idOf = (n) =>
    createHash('md5')
      .update(`bench ${n}`)
      .digest('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return tokensForStaff(Array.from({ length: CALLERS }, (_, n) => idOf(n + 1)))
}

/** One round: the product and the bare server in turn, both warm. */
export async function measureList({ officer, after }, superuserUrl) {
  const { encodeCursor } = await import('../../../apps/api/src/registry/registrants/cursors.ts')
  const tokens = await tokensOfOfficers(officer, superuserUrl)
  const ask = (query) => ({
    callers: CALLERS,
    count: COUNT,
    requestOf: (n) => ({
      path: `/api/v1/registrants${query}`,
      headers: { authorization: `Bearer ${tokens[n % CALLERS]}` }
    })
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
    for (const warm of [first, far]) await load(api.base, { ...warm, count: WARM_UP })
    await load(bare.base, { ...plain, count: WARM_UP })
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
