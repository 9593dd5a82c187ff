import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { isAllowed, type Permission, type Role } from '@ponte/schema'
import fc from 'fast-check'
import { system } from '../src/db/actor.ts'
import { insertHelper } from '../src/registry/helpers/helpers.queries.ts'
import { transaction } from '../src/services.ts'
import { isSurelyInvalid, valuesFor, type TextSchema } from './generate.ts'
import { startTestProduct, type TestProduct } from './harness.ts'
import { addChargeReport, addRegistrant, addStaff, registrationOf, type Person } from './people.ts'
import { addressOf, endpoints, errorTypeOf, samples, type Sample, type Subjects } from './requests.ts'

/*
 * Every endpoint that changes something with missing, extra, wrong-typed, over-long and hostile values, and generated ones;
 * those without a body get one all the same; every parameter and query gets texts made from its own schema. Always a 4xx
 * problem or, where the value is fine by chance, a 2xx; never a 5xx, a stack trace, or somebody's data.
 */
// The same values at every run: what fails, fails for everybody.
fc.configureGlobal({ seed: 20_261_124 })

let product: TestProduct
let subjects: Subjects
let people: Record<Role | 'registrant', Person>
const roleOrder = ['officer', 'administrator', 'communications', 'secretary', 'programmes', 'analyst'] as const

beforeAll(async () => {
  product = await startTestProduct()
  people = {
    officer: await addStaff(product, 'officer', 'Joanesburgo'),
    administrator: await addStaff(product, 'administrator'),
    analyst: await addStaff(product, 'analyst'),
    communications: await addStaff(product, 'communications'),
    secretary: await addStaff(product, 'secretary'),
    programmes: await addStaff(product, 'programmes'),
    registrant: await addRegistrant(product)
  }
  const secret = await addRegistrant(product, { person: { givenNames: 'Segredo', surnames: 'Zzyzx' } })
  const pending = (await product.send('POST', '/registrations', { payload: registrationOf(product) })).json<{
    id: string
    token: string
  }>()
  const { helper } = await transaction(product.services, system('test'), (db) =>
    insertHelper(db, product.services.keys, {
      postId: people.officer.postId!,
      name: 'Pastor',
      quota: 3,
      expiresAt: new Date('2027-01-01'),
      createdBy: people.officer.id
    })
  )
  subjects = {
    registrantId: secret.id,
    registrationId: pending.id,
    registrationToken: pending.token,
    staffId: people.administrator.id,
    staffVersion: 1,
    postId: people.officer.postId!,
    postVersion: 1,
    helperId: helper.id,
    chargeReportId: await addChargeReport(product),
    version: 1
  }
})
afterAll(() => product.close())

/** Somebody who may: the officer where an officer may, whose requests reach the most. */
const identityFor = (permission: string): Person | undefined => {
  if (permission.startsWith('record.')) return people.registrant
  const role = roleOrder.find((one) => isAllowed(one, permission as Permission))
  return role && people[role]
}

async function send(
  name: string,
  { params, query, body, headers }: Sample,
  raw?: { payload: string | Buffer; headers: Record<string, string> }
) {
  const endpoint = endpoints[name]!
  return product.app.inject({
    method: endpoint.method,
    url: addressOf(endpoint, { ...(params ? { params } : {}), ...(query ? { query } : {}) }),
    headers: {
      'content-type': 'application/json',
      ...headers,
      ...identityFor(endpoint.config.permission)?.headers,
      ...raw?.headers
    },
    payload: raw ? raw.payload : JSON.stringify(body ?? {})
  })
}

type Answer = Awaited<ReturnType<typeof send>>
const INSIDE = /node_modules|\.ts:\d|select .* from|syntax error|pg_|PostgresError|ECONN|stack/i

/** What must hold of every answer to a hostile request. */
function expectHarmless(answer: Answer, what: string, { mustRefuse = false } = {}) {
  const summary = `${what} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  if (answer.statusCode >= 500) throw new Error(`5xx: ${summary}`)
  if (mustRefuse && answer.statusCode < 400) throw new Error(`accepted: ${summary}`)
  if (answer.statusCode >= 400) {
    expect([what, answer.headers['content-type']]).toEqual([
      what,
      expect.stringMatching(errorTypeOf(what.split(' ')[0]!))
    ])
    if (INSIDE.test(answer.body)) throw new Error(`shows the inside: ${summary}`)
    if (/Zzyzx/.test(answer.body)) throw new Error(`shows somebody: ${summary}`)
  }
}

const hostile: [string, unknown][] = [
  ['NUL', 'a\u0000b'],
  ['lone surrogate', 'a\ud800b'],
  ['reversed surrogates', '\udc00\ud800'],
  ['right-to-left override', 'abc\u202egpj'],
  ['SQL', "'; drop table registrants; --"],
  ['template', '{{constructor.constructor("return process")()}} ${7*7} <%= 7*7 %>'],
  ['script', '<script>alert(1)</script>'],
  ['format', '%s%n%00%ff'],
  ['over-long', 'x'.repeat(20_000)],
  ['many combining marks', `e${'\u0301'.repeat(5000)}`],
  ['null', null],
  ['true', true],
  ['number', 42],
  ['huge number', 1e308],
  ['negative', -1],
  ['fraction', 0.5],
  ['empty text', ''],
  ['spaces', '   '],
  ['list', []],
  ['deep list', [[[[[[[[[[]]]]]]]]]]],
  ['object', {}],
  ['prototype', JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')]
]

/** Paths to every value inside a body. */
const pathsOf = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])])
    : []

const changed = (
  body: unknown,
  path: string[],
  change: (parent: Record<string, unknown>, key: string) => void
): unknown => {
  const copy = structuredClone(body)
  const parent = path
    .slice(0, -1)
    .reduce((at, key) => at[key] as Record<string, unknown>, copy as Record<string, unknown>)
  change(parent, path.at(-1)!)
  return copy
}

const unsafe = Object.entries(endpoints).filter(([, { method }]) => method !== 'GET')

describe.each(unsafe)('%s', (name, { schema, config }) => {
  /** Without a schema there is nothing to refuse: a body is sent, and must do no harm. */
  const reads = Boolean(schema.body)
  const sample = async () => {
    const made = await samples[name]!(subjects, product)
    return { ...made, body: made.body ?? { text: 'x', list: [1], inner: { id: subjects.registrantId } } }
  }
  const sendOne: typeof send = async (...request) => {
    const answer = await send(...request)
    // Who erased the own record is somebody else for the next request.
    if (name === 'eraseMyRecord' && answer.statusCode < 300) people.registrant = await addRegistrant(product)
    return answer
  }

  it('refuses each hostile value in each place', async () => {
    const { body, ...rest } = await sample()
    for (const path of pathsOf(body))
      for (const [kind, value] of hostile) {
        const at = changed(body, path, (parent, key) => void (parent[key] = value))
        expectHarmless(await sendOne(name, { ...rest, body: at }), `${name} ${path.join('/')} = ${kind}`, {
          mustRefuse: reads && (kind === 'NUL' || kind === 'lone surrogate' || kind === 'over-long')
        })
      }
  }, 60_000)

  it('refuses every field more, and says which is missing', async () => {
    const { body, ...rest } = await sample()
    for (const extra of ['extra', '__proto__x', 'id', 'role', 'status', 'postId2']) {
      const answer = await sendOne(name, { ...rest, body: { ...body, [extra]: 1 } })
      expectHarmless(answer, `${name} + ${extra}`, { mustRefuse: reads })
    }
    for (const path of pathsOf(body)) {
      const without = changed(body, path, (parent, key) =>
        Array.isArray(parent) ? parent.splice(Number(key), 1) : void delete parent[key]
      )
      expectHarmless(await sendOne(name, { ...rest, body: without }), `${name} - ${path.join('/')}`)
    }
  })

  it('refuses what is no JSON object in UTF-8', async () => {
    const json = { 'content-type': 'application/json' }
    const raws: [string, string | Buffer, Record<string, string>][] = [
      ['cut JSON', '{"a":', json],
      ['bare word', 'null', json],
      ['list', '[]', json],
      ['text', '"x"', json],
      ['empty', '', json],
      ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x7d]), json],
      ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), json],
      ['proto key', '{"__proto__":{"x":1}}', json],
      ['too large', `{"a":"${'x'.repeat(70_000)}"}`, json],
      ['form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['XML', '<a/>', { 'content-type': 'application/xml' }],
      ['no type', '{}', { 'content-type': '' }],
      ['deep', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, json]
    ]
    for (const [kind, payload, headers] of raws)
      expectHarmless(await sendOne(name, await sample(), { payload, headers }), `${name} ${kind}`, {
        mustRefuse: reads
      })
  })

  it('survives generated values', async () => {
    const { body, ...rest } = await sample()
    const paths = pathsOf(body)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(Math.max(0, paths.length - 1)),
        fc.jsonValue({ maxDepth: 3 }),
        fc.boolean(),
        async (at, value, whole) => {
          const path = paths[at]
          const next = whole || !path ? value : changed(body, path, (parent, key) => void (parent[key] = value))
          expectHarmless(await sendOne(name, { ...rest, body: next }), `${name} ${JSON.stringify(next)?.slice(0, 200)}`)
        }
      ),
      { numRuns: 40 }
    )
  }, 60_000)

  it('was asked by somebody who may, to the end', async () => {
    if (config.permission !== 'public')
      expect([401, 403]).not.toContain((await sendOne(name, await sample())).statusCode)
  })
})

describe('addresses', () => {
  const gets = Object.entries(endpoints).filter(([, { schema }]) => schema.params || schema.querystring)
  it.each(gets.map(([name]) => name))('%s refuses hostile parameters', async (name) => {
    const endpoint = endpoints[name]!
    const { params = {}, query = {}, ...rest } = await samples[name]!(subjects, product)
    for (const value of [
      '%00',
      '%ff',
      '../../etc/passwd',
      "' or 1=1",
      'x'.repeat(5000),
      'ação',
      '%',
      '0',
      '-1',
      'null',
      '[]',
      '%F0%9F'
    ]) {
      for (const key of Object.keys(params)) {
        const url = addressOf(endpoint, { params: { ...params, [key]: '¤' }, query }).replace(
          '%C2%A4',
          value.replace(/[ '\][/ãç]/g, encodeURIComponent)
        )
        expectHarmless(
          await product.app.inject({
            method: endpoint.method,
            url,
            headers: { ...rest.headers, ...identityFor(endpoint.config.permission)?.headers },
            ...(rest.body ? { payload: rest.body } : {})
          }),
          `${name} ${key} ${value}`,
          {
            mustRefuse:
              value.includes('%') || isSurelyInvalid(endpoint.schema.params?.properties[key] as TextSchema, value)
          }
        )
      }
      for (const key of [...Object.keys(endpoint.schema.querystring?.properties ?? {}), 'unknown']) {
        const url = `${addressOf(endpoint, { params })}?${key}=${value.replace(/[ '\][/ãç]/g, encodeURIComponent)}`
        expectHarmless(
          await product.app.inject({
            method: endpoint.method,
            url,
            headers: { ...identityFor(endpoint.config.permission)?.headers }
          }),
          `${name} ?${key}=${value}`
        )
      }
    }
  })

  /** The address with one parameter or query changed. The text is encoded, as every client does. */
  const addressWith = (
    { params = {}, query = {} }: Sample,
    { name, part, key }: { name: string; part: 'params' | 'query'; key: string },
    text: string
  ): string => {
    const path = addressOf(endpoints[name]!, { params: part === 'params' ? { ...params, [key]: '¤' } : params })
    const encoded = encodeURIComponent(text.toWellFormed())
    if (part === 'params') return path.replace('%C2%A4', encoded)
    return `${path}?${new URLSearchParams({ ...query, [key]: '' }).toString().replace(`${key}=`, `${key}=${encoded}`)}`
  }

  const places = gets.flatMap(([name, { schema }]) => [
    ...Object.entries(schema.params?.properties ?? {}).map(([key, at]) => ({ name, part: 'params' as const, key, at })),
    ...Object.entries(schema.querystring?.properties ?? {}).map(([key, at]) => ({
      name,
      part: 'query' as const,
      key,
      at
    }))
  ])
  it.each(places)('$name survives generated texts as $key, and accepts none that is surely wrong', async (place) => {
    const { name, part, key } = place
    const { method, config } = endpoints[name]!
    const schema = place.at as TextSchema
    const { body, headers, ...rest } = await samples[name]!(subjects, product)
    await fc.assert(
      // An empty parameter is another address, that of the list.
      fc.asyncProperty(
        valuesFor(schema).filter((text) => part === 'query' || text !== ''),
        async (text) => {
          const answer = await product.app.inject({
            method,
            url: addressWith(rest, place, text),
            headers: { ...headers, ...identityFor(config.permission)?.headers },
            ...(body ? { payload: body } : {})
          })
          expectHarmless(answer, `${name} ${key} ${JSON.stringify(text)}`, {
            mustRefuse: isSurelyInvalid(schema, text)
          })
        }
      ),
      { numRuns: 40 }
    )
  })

  it('that are no addresses', async () => {
    for (const url of [
      '/%',
      '/api/v1/%ff',
      '/api/v1/registrants/%E0%A4%A',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/problems/..%2f..%2fREADME',
      `/${'a'.repeat(9000)}`
    ]) {
      const answer = await product.app.inject({ method: 'GET', url, headers: { accept: 'application/json' } })
      expectHarmless(answer, url, { mustRefuse: true })
    }
  })
})
