import crypto from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { system } from '../src/db/actor.ts'
import { insertHelper } from '../src/registry/helpers/helpers.queries.ts'
import { transaction } from '../src/services.ts'
import { startTestProduct, type TestProduct } from './harness.ts'
import { addChargeReport, addRegistrant, addStaff, registrationOf, type Person } from './people.ts'
import { POLICY } from './policy.ts'
import { addressOf, endpoints, errorTypeOf, samples, type Subjects } from './requests.ts'
import { badTokens, claimsOf, encode, forge, makeBadTokens, type BadToken } from './tokens.ts'

const [header = '', ...lines] = POLICY.trim().split('\n')
const identities = header.trim().split(/\s+/)
const isBad = (identity: string): identity is BadToken => (badTokens as readonly string[]).includes(identity)
const rows = lines
  .map((line) => line.trim().split(/\s+/))
  .map(([name = '', ...statuses]) => ({ name, statuses: statuses.map(Number) }))

let product: TestProduct
let postId: string
beforeAll(async () => {
  product = await startTestProduct()
  postId = (await addStaff(product, 'officer', 'Joanesburgo')).postId!
})
afterAll(() => product.close())

const people: Record<string, () => Promise<Person | null>> = {
  nobody: async () => null,
  graca: () => addRegistrant(product),
  neighbour: () => addRegistrant(product, { person: { givenNames: 'Vizinho', sex: 'man' } }),
  consul: () => addStaff(product, 'officer', 'Joanesburgo'),
  otherConsul: () => addStaff(product, 'officer', 'Portugal'),
  analyst: () => addStaff(product, 'analyst'),
  administrator: () => addStaff(product, 'administrator'),
  communications: () => addStaff(product, 'communications'),
  secretary: () => addStaff(product, 'secretary'),
  programmes: () => addStaff(product, 'programmes')
}

/** Whose bad tokens are tried: everybody who is permitted something. */
const owners = {
  graca: 'registrant',
  consul: 'officer',
  administrator: 'administrator',
  communications: 'communications',
  secretary: 'secretary',
  programmes: 'programmes'
} as const
const kept = new Map<string, Promise<Record<BadToken, string>>>()
const tokensOf = (owner: keyof typeof owners) => {
  if (!kept.has(owner)) kept.set(owner, makeBadTokens(product, owners[owner]))
  return kept.get(owner)!
}
const good = new Map<string, Promise<Person | null>>()
/** The same person at every call, for what they are refused anyway. */
const keptPerson = async (identity: string): Promise<Person> => {
  if (!good.has(identity)) good.set(identity, people[identity]!())
  return (await good.get(identity))!
}
let subjects: Promise<Subjects> | undefined
const keptSubjects = () => (subjects ??= makeSubjects())

/** Fresh subjects for one request, so that no request depends on another. */
async function makeSubjects(): Promise<Subjects> {
  const graca = await addRegistrant(product)
  const pending = (
    await product.send('POST', '/registrations', {
      payload: registrationOf(product, { contact: { value: `${crypto.randomUUID()}@example.org` } })
    })
  ).json<{ id: string; token: string }>()
  product.clock.forward(31_000)
  const staff = await addStaff(product, 'analyst')
  const [post] = await product.sql<{ version: number }>('select version from posts where id = $1', [postId])
  const { helper } = await transaction(product.services, system('test'), (db) =>
    insertHelper(db, product.services.keys, {
      postId,
      name: 'Pastor',
      quota: 3,
      expiresAt: new Date('2027-01-01'),
      createdBy: staff.id
    })
  )
  return {
    registrantId: graca.id,
    registrationId: pending.id,
    registrationToken: pending.token,
    staffId: staff.id,
    staffVersion: 1,
    postId,
    postVersion: post!.version,
    helperId: helper.id,
    chargeReportId: await addChargeReport(product),
    version: 1
  }
}

async function ask(name: string, headers: Record<string, string> = {}, subjects?: Subjects) {
  const endpoint = endpoints[name]!
  const sample = await samples[name]!(subjects ?? (await makeSubjects()), product)
  return product.app.inject({
    method: endpoint.method,
    url: addressOf(endpoint, sample),
    headers: { ...sample.headers, ...headers },
    ...(sample.body === undefined ? {} : { payload: sample.body as object })
  })
}

/** Who may not is told so before anybody looks at what they sent, or the answer would teach them the shape of it. */
describe('a body that makes no sense', () => {
  const isProtected = ({ name }: { name: string }) =>
    !['public', 'development', 'metrics'].includes(endpoints[name]!.config.permission)
  const bodies = { 'cut JSON': '{"a":', 'wrong fields': '{"a":1}', 'too large': `"${'x'.repeat(70_000)}"`, XML: '<a/>' }

  it.each(rows.filter(isProtected))('does not come before the question who asks $name', async ({ name, statuses }) => {
    const { method, schema } = endpoints[name]!
    const url = addressOf(endpoints[name]!, await samples[name]!(await keptSubjects(), product))
    const notAllowed = identities.filter((identity, i) => identity in owners && statuses[i] === 403)
    for (const [kind, payload] of Object.entries(schema.body ? bodies : { none: '' })) {
      const headers = { 'content-type': kind === 'XML' ? 'application/xml' : 'application/json' }
      const send = (more: object = {}) =>
        product.app.inject({ method, url, headers: { ...headers, ...more }, ...(payload ? { payload } : {}) })
      const seen = [(await send()).statusCode]
      for (const identity of notAllowed) seen.push((await send((await keptPerson(identity)).headers)).statusCode)
      expect([kind, ...seen]).toEqual([kind, 401, ...notAllowed.map(() => 403)])
    }
  })
})

it('the table names every endpoint of the contract, and nothing else', () => {
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(endpoints).sort())
  expect(Object.keys(samples).sort()).toEqual(Object.keys(endpoints).sort())
})

const expectStatus = (answer: Awaited<ReturnType<typeof ask>>, status: number, errorType = errorTypeOf('')) => {
  expect([answer.statusCode, answer.statusCode === status ? '' : answer.body]).toEqual([status, ''])
  if (status >= 400) expect(answer.headers['content-type']).toMatch(errorType)
}

describe.each(rows)('$name', ({ name, statuses }) => {
  const columns = identities.map((identity, i) => ({ identity, status: statuses[i]! }))
  // Somebody who might, so that nothing but the token is in the way.
  const permitted = columns.find(({ identity, status }) => identity in owners && status < 300)?.identity
  const tokens = () => tokensOf((permitted ?? 'consul') as keyof typeof owners)

  it.each(columns)('answers $identity with $status', async ({ identity, status }) => {
    if (!isBad(identity))
      return expectStatus(await ask(name, (await people[identity]!())?.headers), status, errorTypeOf(name))
    const cookie = `ponte_access=${(await tokens())[identity]}`
    // A refused request changes nothing: all of them may be about the same people.
    expectStatus(
      await ask(name, { cookie }, status === 401 ? await keptSubjects() : undefined),
      status,
      errorTypeOf(name)
    )
  })

  it('refuses a bearer token that is forged, over, revoked or of a disabled account', async () => {
    for (const token of Object.values(await tokens()))
      expectStatus(await ask(name, { authorization: `Bearer ${token}` }, await keptSubjects()), 401, errorTypeOf(name))
  })
})

describe('tokens that are not ours', () => {
  it('none of them opens a protected endpoint, and all are answered with a 401 problem', async () => {
    const graca = await addRegistrant(product)
    const { token: ourKey } = product.services.keys
    const claims = claimsOf(graca.token)
    const without = (key: string) => Object.fromEntries(Object.entries(claims).filter(([name]) => name !== key))
    const hs256 = { alg: 'HS256', typ: 'JWT' }
    const past = Math.floor(Date.now() / 1000) - 3600
    const [head, body, signature] = graca.token.split('.') as [string, string, string]
    const forgeries: Record<string, string> = {
      'another key': forge(hs256, claims, crypto.randomBytes(32)),
      'an empty key': forge(hs256, claims, ''),
      'the word secret': forge(hs256, claims, 'secret'),
      HS512: forge({ alg: 'HS512', typ: 'JWT' }, claims, ourKey, 'sha512'),
      HS384: forge({ alg: 'HS384', typ: 'JWT' }, claims, ourKey, 'sha384'),
      'alg none': `${encode({ alg: 'none' })}.${body}.`,
      'alg None': `${encode({ alg: 'None' })}.${body}.`,
      'RS256 claimed': forge({ alg: 'RS256', typ: 'JWT' }, claims, ourKey),
      'no alg': forge({ typ: 'JWT' }, claims, ourKey),
      'unknown crit': forge({ ...hs256, crit: ['x'], x: 1 }, claims, ourKey),
      'kid of a file': forge({ ...hs256, kid: '../../etc/passwd' }, { ...claims, exp: past }, ourKey),
      'no exp': forge(hs256, without('exp'), ourKey),
      'no sub': forge(hs256, without('sub'), ourKey),
      'no sid': forge(hs256, without('sid'), ourKey),
      'no jti': forge(hs256, without('jti'), ourKey),
      'no iss': forge(hs256, without('iss'), ourKey),
      'no aud': forge(hs256, without('aud'), ourKey),
      'no typ': forge(hs256, without('typ'), ourKey),
      over: forge(hs256, { ...claims, exp: past }, ourKey),
      'not yet': forge(hs256, { ...claims, nbf: Math.floor(Date.now() / 1000) + 3600 }, ourKey),
      'another issuer': forge(hs256, { ...claims, iss: 'evil' }, ourKey),
      'another audience': forge(hs256, { ...claims, aud: 'evil' }, ourKey),
      'a refresh token': forge(hs256, { ...claims, typ: 'refresh' }, ourKey),
      'another session': forge(hs256, { ...claims, sid: crypto.randomUUID() }, ourKey),
      'another person': forge(hs256, { ...claims, sub: crypto.randomUUID() }, ourKey),
      'staff with a registrant’s session': forge(hs256, { ...claims, kind: 'staff' }, ourKey),
      'session that is no id': forge(hs256, { ...claims, sid: "' or 1=1 --" }, ourKey),
      'exp as text': forge(hs256, { ...claims, exp: 'never' }, ourKey),
      'exp far away as float': forge(hs256, { ...claims, exp: 1e300, sid: crypto.randomUUID() }, ourKey),
      'changed body': `${head}.${encode({ ...claims, kind: 'staff' })}.${signature}`,
      'cut signature': `${head}.${body}.${signature.slice(0, 20)}`,
      'no signature': `${head}.${body}.`,
      'two parts': `${head}.${body}`,
      'four parts': `${graca.token}.x`,
      'array as body': forge(hs256, [], ourKey),
      'no JSON': `${encode('{')}.${encode('{')}.${encode('x')}`,
      garbage: 'x'.repeat(200),
      'very long': `${'a'.repeat(1999)}`,
      'another scheme': graca.token
    }
    expect((await ask('getMyRecord', graca.headers)).statusCode).toBe(200)
    for (const [kind, token] of Object.entries(forgeries)) {
      const authorization = kind === 'another scheme' ? `Basic ${token}` : `Bearer ${token}`
      const answer = await ask('getMyRecord', { authorization }, await keptSubjects())
      expect([kind, answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
        kind,
        401,
        '/problems/not-signed-in'
      ])
    }
  })

  it('an access token lives ten minutes', async () => {
    const { token } = await addStaff(product, 'analyst')
    const { iat, exp } = claimsOf(token)
    expect(Number(exp) - Number(iat)).toBe(600)
  })

  it('a session that ended, or whose account was disabled, is refused within five seconds', async () => {
    const analyst = await addStaff(product, 'analyst')
    expect((await ask('getDashboard', analyst.headers)).statusCode).toBe(200)
    await product.sql('update staff set disabled_at = now() where id = $1', [analyst.id])
    product.clock.forward(5000)
    expect((await ask('getDashboard', analyst.headers)).statusCode).toBe(401)
  })

  it('a role that was taken away is gone from the token too', async () => {
    const administrator = await addStaff(product, 'administrator')
    await product.sql("update staff set role = 'analyst' where id = $1", [administrator.id])
    product.clock.forward(5000)
    expect((await ask('listStaff', administrator.headers)).statusCode).toBe(403)
  })
})

describe('cookies', () => {
  it('an unsafe request from another site is refused', async () => {
    const graca = await addRegistrant(product)
    const cookies = { ponte_access: graca.token }
    const from = (headers: Record<string, string>) =>
      product.app.inject({ method: 'POST', url: '/api/v1/me/affirm', cookies, headers, payload: {} })
    expect((await from({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
    expect((await from({ 'sec-fetch-site': 'cross-site' })).json().type).toBe('/problems/cross-site')
    expect((await from({ 'sec-fetch-site': 'same-site' })).statusCode).toBe(403)
    expect((await from({ origin: 'https://evil.example', host: 'localhost:3000' })).statusCode).toBe(403)
    expect((await from({ origin: 'null', host: 'localhost:3000' })).statusCode).toBe(403)
    expect((await from({ origin: 'http://localhost:3000', host: 'localhost:3000' })).statusCode).toBe(200)
  })

  it('a refresh token works once; using it again later ends the family', async () => {
    const { services } = product
    const { insertSession } = await import('../src/platform/sessions/sessions.queries.ts')
    const analyst = await addStaff(product, 'analyst')
    const grant = await transaction(services, system('test'), (db) =>
      insertSession(db, services.keys, services.now(), 'staff', analyst.id)
    )
    const refresh = (token: string) => product.send('POST', '/session/refresh', { cookies: { ponte_refresh: token } })
    const first = await refresh(grant.refresh)
    expect(first.statusCode).toBe(200)
    const next = first.cookies.find(({ name }) => name === 'ponte_refresh')!.value
    product.clock.forward(11_000)
    expect((await refresh(grant.refresh)).statusCode).toBe(401)
    expect((await refresh(next)).statusCode).toBe(401)
  })
})

it('a stranger’s record and a missing one are answered with the same bytes but for the request id', async () => {
  const subjects = await makeSubjects()
  const lisbon = await addStaff(product, 'officer', 'Portugal')
  const foreign = await ask('getRegistrant', lisbon.headers, subjects)
  const missing = await ask('getRegistrant', lisbon.headers, { ...subjects, registrantId: crypto.randomUUID() })
  const bare = ({ body }: typeof foreign) => body.replace(/"instance":"[^"]*"/, '')
  expect(bare(foreign)).toBe(bare(missing))
  expect(Object.keys(foreign.headers).sort()).toEqual(Object.keys(missing.headers).sort())
})
