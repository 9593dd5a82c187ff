// Times the product's own queries on one connection, and the same through HTTP on an API process of its own.
import { startApi, tokenFor } from './api.mjs'

const PAGE_SIZE = 50
const LISTS = 200
const WARM_UP = 20

/** One after the other: what one officer waits for. `ask` says how many people came back. */
async function time(title, where, questions, ask) {
  for (const question of questions.slice(0, WARM_UP)) await ask(question)
  const times = []
  let found = 0
  for (const question of questions) {
    const from = performance.now()
    const count = await ask(question)
    times.push(performance.now() - from)
    if (count > 0) found += 1
  }
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  return { title, where, times: times.length, p50: at(0.5), p95: at(0.95), max: times.at(-1), found }
}

/** Each in a transaction as the app's role with the officer set, as the API does it. */
async function inDatabase({ officer, asked, page, after }) {
  const { createPool } = await import('../../../apps/api/src/db/pool.ts')
  const { withTransaction } = await import('../../../apps/api/src/db/transaction.ts')
  const queries = await import('../../../apps/api/src/registry/registrants/registrants.queries.ts')
  const actor = { kind: 'staff', role: 'officer', sessionId: officer.id, ...officer }
  const pool = createPool({ url: process.env.DATABASE_URL, name: 'ponte bench', max: 1 })
  const ask = (work) => withTransaction(pool, actor, async (db) => (await work(db)).length)
  const list = (from) => ask((db) => queries.listRegistrants(db, queries.inScope(actor), {}, from, PAGE_SIZE + 1))
  const turns = Array.from({ length: LISTS })
  const rows = [
    await time('name search', 'database', asked, (text) => ask((db) => queries.searchByName(db, text, PAGE_SIZE))),
    await time('list, page 1', 'database', turns, () => list(null)),
    await time(`list, page ${page}`, 'database', turns, () => list(after))
  ]
  await pool.end()
  return rows
}

async function throughApi({ officer, asked, page, after }) {
  const { encodeCursor } = await import('../../../apps/api/src/registry/registrants/cursors.ts')
  const { base, stop } = await startApi()
  try {
    const authorization = `Bearer ${await tokenFor(officer.identity)}`
    const ask = async (url, body) => {
      const answer = await fetch(`${base}/api/v1/registrants${url}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {})
      })
      if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}: ${await answer.text()}`)
      return (await answer.json()).items.length
    }
    const turns = Array.from({ length: LISTS })
    return [
      await time('name search', 'API', asked, (text) => ask('/search', { text })),
      await time('list, page 1', 'API', turns, () => ask(`?limit=${PAGE_SIZE}`)),
      await time(`list, page ${page}`, 'API', turns, () => ask(`?limit=${PAGE_SIZE}&cursor=${encodeCursor(after)}`))
    ]
  } finally {
    await stop()
  }
}

export const measure = async (subject) => [...(await inDatabase(subject)), ...(await throughApi(subject))]
