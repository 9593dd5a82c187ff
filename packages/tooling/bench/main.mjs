// `npm run bench -- search [--registrants 1000000]`: times name searches as the product's own database role, over as many
// made-up people as asked. It seeds them first where DATA_DIR has fewer; give it a directory of its own to keep them.
import { createRequire } from 'node:module'
import os from 'node:os'
import { dataDirectory } from '../places.mjs'
import { borrowDatabase } from '../database.mjs'

const { Client } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('pg')
const [what = 'search', ...rest] = process.argv.slice(2)
const option = (name, fallback) =>
  rest.includes(`--${name}`) ? Number(rest[rest.indexOf(`--${name}`) + 1].replaceAll('_', '')) : fallback
const samples = 200

if (what !== 'search') {
  console.error('There is one benchmark so far: npm run bench -- search --registrants 1000000')
  process.exit(1)
}

const dataDir = dataDirectory(process.env)
process.env.DATA_DIR = dataDir
const borrowed = await borrowDatabase({ dataDir, environment: process.env })
try {
  await seedUpTo(option('registrants', 1_000_000))
  report(await timeSearches())
} finally {
  await borrowed.giveBack()
}
process.exit(0)

async function withClient(url, work) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** As the product itself, which sees everybody. */
async function asSystem(client) {
  await client.query("select set_config('app.actor_kind', 'system', false)")
}

async function seedUpTo(count) {
  const { main } = await import('../../../apps/api/src/cli/main.ts')
  await main(['migrate'], process.env)
  const there = await withClient(process.env.DATABASE_URL, async (client) => {
    await asSystem(client)
    return Number((await client.query('select count(*) from registrants')).rows[0].count)
  })
  if (there < count) await main(['seed', '--registrants', String(count - there)], process.env)
}

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** As somebody at a counter would type a name: whole, turned round, the last name alone, with a letter missing. */
function waysToAsk({ given_names: given, surnames }) {
  const first = plain(given.split(' ')[0])
  const last = plain(surnames.split(' ').at(-1))
  const both = `${first} ${last}`
  const slip = 1 + Math.floor(Math.random() * (both.length - 2))
  return [plain(`${given} ${surnames}`), `${last} ${first}`, last, both.slice(0, slip) + both.slice(slip + 1)]
}

async function timeSearches() {
  return withClient(process.env.DATABASE_URL, async (client) => {
    await asSystem(client)
    const { rows: posts } = await client.query(
      'select post_id, count(*)::int as people from registrants group by 1 order by 2 desc limit 1'
    )
    const { rows: people } = await client.query(
      'select given_names, surnames from registrants tablesample system (1) where post_id = $1 limit $2',
      [posts[0].post_id, samples]
    )
    await client.query(
      "select set_config('app.actor_kind', 'staff', false), set_config('app.role', 'officer', false), set_config('app.post_id', $1, false)",
      [posts[0].post_id]
    )
    const times = []
    let found = 0
    for (const asked of people.flatMap(waysToAsk)) {
      const from = performance.now()
      const { rowCount } = await client.query('select * from search.find_registrants($1, 50)', [asked])
      times.push(performance.now() - from)
      if (rowCount > 0) found += 1
    }
    return { times: times.sort((a, b) => a - b), found, people: posts[0].people }
  })
}

function report({ times, found, people }) {
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1)
  console.log(`${os.cpus().length} cores, ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB`)
  console.log(
    `${times.length} searches as ponte_app among the ${people} people of the largest post; ${found} found somebody`
  )
  console.log(`p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`)
}
