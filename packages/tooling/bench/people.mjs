// Who is asked for: enough made-up people, and an officer of one of their posts.
import { createRequire } from 'node:module'

const { Client } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('pg')
const OFFICER = 'officer-joanesburgo'
const NAMES = 200
const PAGE_SIZE = 50
const FAR_PAGE = 2000

export async function withClient(url, work) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** As the product itself, which sees everybody. */
const asSystem = (work) =>
  withClient(process.env.DATABASE_URL, async (client) => {
    await client.query("select set_config('app.actor_kind', 'system', false)")
    return work(client)
  })

/** Without accents and capitals, as somebody types in a hurry. */
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** As somebody at a counter would type a name: whole, turned round, the last name alone, with a letter missing. */
function waysToAsk({ given_names: given, surnames }, n) {
  const first = plain(given.split(' ')[0])
  const last = plain((surnames || given).split(' ').at(-1))
  const both = `${first} ${last}`
  const slip = 1 + (n % (both.length - 2))
  return [plain(`${given} ${surnames}`), `${last} ${first}`, last, both.slice(0, slip) + both.slice(slip + 1)]
}

async function seedUpTo(count) {
  const { main } = await import('../../../apps/api/src/cli/main.ts')
  await main(['migrate'], process.env)
  await main(['seed', '--identities'], process.env)
  const there = await asSystem(async (client) =>
    Number((await client.query('select count(*) from registrants')).rows[0].count)
  )
  if (there >= count) return
  await main(['seed', '--registrants', String(count - there)], process.env)
  await tidy()
}

/** What the database does by itself within minutes after such a load; the measurement should not catch it in the middle. */
async function tidy() {
  if (!process.env.DATABASE_ADMIN_URL) return
  const url = new URL(process.env.DATABASE_ADMIN_URL)
  url.pathname = '/ponte'
  await withClient(url.href, (client) => client.query('vacuum analyze'))
}

/** The place in the list after which the far page begins; the last whole page where there are not as many. */
async function farPosition(client, postId, people) {
  const page = Math.max(2, Math.min(FAR_PAGE, Math.floor(people / PAGE_SIZE)))
  const { rows } = await client.query(
    'select registered_at, id from registrants where post_id = $1 and erased_at is null order by registered_at desc, id desc offset $2 limit 1',
    [postId, (page - 1) * PAGE_SIZE - 1]
  )
  return { page, after: { registeredAt: rows[0].registered_at.toISOString(), id: rows[0].id } }
}

/** Seeds, and chooses whom to ask for: the same at every run over the same people. */
export async function prepare(registrants) {
  await seedUpTo(registrants)
  const { identities } = await import('../../../apps/api/src/cli/seed.ts')
  const { id } = identities.find(({ identity }) => identity === OFFICER)
  return asSystem(async (client) => {
    const one = async (text, values) => (await client.query(text, values)).rows[0]
    const { post_id: postId } = await one('select post_id from staff where id = $1', [id])
    const { total, people } = await one(
      'select count(*)::int as total, count(*) filter (where post_id = $1)::int as people from registrants where erased_at is null',
      [postId]
    )
    const { rows } = await client.query(
      'select given_names, surnames from registrants where post_id = $1 and erased_at is null order by md5(id::text) limit $2',
      [postId, NAMES]
    )
    const asked = rows.flatMap(waysToAsk).filter((text) => text.length >= 2)
    const far = await farPosition(client, postId, people)
    return { officer: { identity: OFFICER, id, postId }, total, people, asked, searches: asked.length, ...far }
  })
}
