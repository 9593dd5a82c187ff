// S1: a registration, 64 at once, on the whole path of the product, beside pgbench with the same statements.
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, globSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { startApi, usageOf, withServices } from './api.mjs'
import { load } from './load.mjs'
import { withClient } from './people.mjs'
import { inline, literal, record } from './recorder.mjs'

const CALLERS = 64
const COUNT = 12_000
// Until what runs most is compiled.
const WARM_UP = 4000
const relaxed = {
  PONTE_TEST_PROOF_BITS: '1',
  PONTE_TEST_REGISTRATIONS_PER_HOUR: '10000000',
  PONTE_TEST_CODES_PER_CONTACT: '100000'
}

/** A proof of one bit costs a try or two. */
function solve(challenge) {
  for (let nonce = 0; ; nonce++)
    if (createHash('sha256').update(`${challenge}.${nonce}`).digest()[0] < 128)
      return { challenge, nonce: String(nonce) }
}

const bodyOf = (challenge, noticeVersion, mark) => ({
  forWhom: 'self',
  person: {
    givenNames: 'Pessoa Medida',
    surnames: 'Macamo',
    birthYear: 1990,
    sex: 'woman',
    link: 'citizen',
    bornInCountry: 'yes',
    country: 'ZA',
    area: 'ZA-GP',
    city: 'Joanesburgo',
    language: 'por'
  },
  contact: { kind: 'email', value: `medida-${mark}@example.org`, ownership: 'mine', whatsapp: false },
  notice: { version: noticeVersion, language: 'pt', accepted: true },
  proof: solve(challenge)
})

async function prepareRequests(base, count) {
  const read = async (address) => (await fetch(`${base}/api/v1${address}`)).json()
  const [{ version }] = (await read('/notices')).items
  const requests = []
  while (requests.length < count) {
    const { challenge } = await read('/registrations/challenge')
    requests.push({
      method: 'POST',
      path: '/api/v1/registrations',
      headers: { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` },
      body: JSON.stringify(bodyOf(challenge, version, randomUUID().slice(0, 13)))
    })
  }
  return requests
}

/** Where Debian, Homebrew and others put it. */
export function findPgbench() {
  const found = ['/usr/bin/pgbench', ...globSync('/usr/lib/postgresql/*/bin/pgbench'), '/opt/homebrew/bin/pgbench']
  return found.find((file) => existsSync(file))
}

/** What the product says to the database for one registration, made so that it can be said again and again. */
async function scriptOfRegistration() {
  const { buildApp } = await import('../../../apps/api/src/app.ts')
  let since
  const statements = await withServices(async (services) => {
    const app = await buildApp(services, { backpressure: false, web: false })
    try {
      const read = async (url) => (await app.inject(`/api/v1${url}`)).json()
      const [{ version }] = (await read('/notices')).items
      const { challenge } = await read('/registrations/challenge')
      const post = async () => {
        const answer = await app.inject({
          method: 'POST',
          url: '/api/v1/registrations',
          headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': `"${randomUUID()}"` },
          payload: bodyOf(challenge, version, randomUUID().slice(0, 13))
        })
        if (answer.statusCode !== 201)
          throw new Error(`A registration was answered with ${answer.statusCode}: ${answer.body}`)
      }
      since = Date.now()
      return await record(services.pool, post)
    } finally {
      await app.close()
    }
  })
  return toScript(statements, since)
}

/** Values that were made for this one registration are made anew in each transaction; all others stay as they were. */
function toScript(statements, since) {
  const fresh = new Map()
  const settingOf = (value, make, use) => {
    if (!fresh.has(value)) fresh.set(value, { name: `bench.v${fresh.size}`, make })
    return use(`current_setting('${fresh.get(value).name}')`)
  }
  // The first 48 bits of such an id are the millisecond in which it was made.
  const isNew = (id) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) >= since
  /** How a value that was made for this registration is made anew, as text; undefined for all others. */
  const makerOf = (text) => {
    if (/^[0-9a-f]{32}$/.test(text)) return 'md5(random()::text)'
    if (/^[0-9a-f]{64}$/.test(text)) return "encode(sha256(random()::text::bytea), 'hex')"
    if (/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}$/.test(text) && isNew(text)) return 'uuidv7()::text'
    if (/^\d{10}$/.test(text)) return "'x' || md5(random()::text)"
    return /^(proof|codes) /.test(text) ? "'bench ' || md5(random()::text)" : undefined
  }
  const expression = (text, use = (setting) => setting) => {
    const make = makerOf(text)
    return make && settingOf(text, make, use)
  }
  /** The same inside of rows that are given as JSON. */
  const rows = (json) =>
    literal(json).replace(/"(\\\\x)?([^"]+)"/g, (whole, prefix = '', text) => {
      const made = expression(text)
      return made ? `"${prefix}' || ${made} || '"` : whole
    })
  const replace = (value) => {
    if (Buffer.isBuffer(value)) return expression(value.toString('hex'), (text) => `decode(${text}, 'hex')`)
    if (Array.isArray(value) && value.every((one) => Buffer.isBuffer(one))) return `array[${value.map(replace).join()}]`
    if (typeof value !== 'string') return undefined
    if (value.startsWith('[{')) return `(${rows(value)})`
    return expression(value, (text) => (value.length === 36 ? `${text}::uuid` : text))
  }
  const lines = statements.map((one) => inline(one, replace).replace(/\s+/g, ' '))
  const settings = [...fresh.values()].map(({ name, make }) => `set_config('${name}', ${make}, false)`)
  return `select ${settings.join(', ')};\n${lines.map((line) => `${line};`).join('\n')}\n`
}

async function baseline(pgbench, script, url) {
  const { stdout } = await promisify(execFile)(
    pgbench,
    ['-n', '-M', 'simple', '-c', String(CALLERS), '-j', '2', '-T', '15', '-f', script, url],
    { maxBuffer: 1e8 }
  )
  return Number(/tps = ([\d.]+)/.exec(stdout)[1])
}

/** What pgbench queued opens with no key, since it was sealed for another row: a worker would try it for days. */
const voidMessages = (superuserUrl) =>
  withClient(superuserUrl, (client) => client.query("update messages set state = 'void' where state = 'queued'"))

/** One round. */
export async function measureCreate(directory, pgbench, superuserUrl) {
  Object.assign(process.env, relaxed)
  const api = await startApi({ ...relaxed, DATABASE_POOL_SIZE: '16' })
  let product
  let cpu
  let peakMiB
  try {
    const requests = await prepareRequests(api.base, WARM_UP + COUNT)
    const ask = { callers: CALLERS, status: 201 }
    await load(api.base, { ...ask, count: WARM_UP, requestOf: (n) => requests[n] })
    const before = usageOf(api.pid).cpuSeconds
    product = await load(api.base, { ...ask, count: COUNT, requestOf: (n) => requests[WARM_UP + n] })
    cpu = ((usageOf(api.pid).cpuSeconds - before) / COUNT) * 1000
    peakMiB = usageOf(api.pid).peakMiB
  } finally {
    await api.stop()
  }
  if (!pgbench) return { product, cpuPerThousand: cpu, peakMiB }
  const script = path.join(directory, 'registration.sql')
  writeFileSync(script, await scriptOfRegistration())
  try {
    return {
      product,
      cpuPerThousand: cpu,
      peakMiB,
      baseline: await baseline(pgbench, script, process.env.DATABASE_URL)
    }
  } finally {
    await voidMessages(superuserUrl)
  }
}
