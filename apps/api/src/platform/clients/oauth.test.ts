import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { addClient, askToken, headersOf, type Machine } from '../../../test/clients.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { claimsOf } from '../../../test/tokens.ts'

/* RFC 6749 §4.4 and §5, RFC 8414: what a machine's OAuth library expects. */
let product: TestProduct
let machine: Machine
beforeAll(async () => {
  product = await startTestProduct()
  machine = await addClient(product)
})
beforeEach(() => product.services.addressUses.clear())
afterAll(() => product.close())

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const post = (payload: string, headers: Record<string, string> = form) =>
  product.app.inject({ method: 'POST', url: '/api/v1/oauth/token', payload, headers })
const basicOf = ({ client, secret }: Machine) => `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}`
const inForm = (more = '') =>
  `grant_type=client_credentials&client_id=${machine.client.id}&client_secret=${machine.secret}${more}`

describe('a token', () => {
  it('is given for credentials in a form, in JSON and in Basic, and is never cached', async () => {
    for (const answer of [
      await post(inForm()),
      await askToken(product, machine),
      await post('grant_type=client_credentials', { ...form, authorization: basicOf(machine) })
    ]) {
      expect(answer.statusCode).toBe(200)
      expect(answer.json()).toMatchObject({
        token_type: 'Bearer',
        expires_in: 600,
        scope: 'statistics:read posts:read'
      })
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
    }
  })

  it('says ids and scopes, and lives ten minutes', async () => {
    const { access_token } = (await askToken(product, machine)).json<{ access_token: string }>()
    const { iat, exp, sub, kind, scope, iss, aud } = claimsOf(access_token)
    expect({ sub, kind, scope, iss, aud, seconds: Number(exp) - Number(iat) }).toEqual({
      sub: machine.client.id,
      kind: 'client',
      scope: 'statistics:read posts:read',
      iss: 'ponte',
      aud: 'ponte-api',
      seconds: 600
    })
  })

  it('opens only what was asked for', async () => {
    const answer = await askToken(product, machine, { scope: 'posts:read' })
    const { access_token, scope } = answer.json<{ access_token: string; scope: string }>()
    const headers = { authorization: `Bearer ${access_token}` }
    expect(scope).toBe('posts:read')
    expect((await product.send('GET', '/posts', { headers })).statusCode).toBe(200)
    expect((await product.send('GET', '/statistics/dashboard', { headers })).statusCode).toBe(403)
  })

  it('is given although there is a field that is not known, as RFC 6749 §3.2 wants it', async () => {
    expect((await post(inForm('&resource=x'))).statusCode).toBe(200)
  })

  it('stands in the audit, and so does a refusal', async () => {
    await askToken(product, machine)
    await askToken(product, { ...machine, secret: 'wrong' })
    const rows = await product.sql(
      "select action, actor_kind, subject_id from audit where action like 'client.%' order by id desc limit 2"
    )
    expect(rows).toEqual([
      { action: 'client.refused', actor_kind: 'nobody', subject_id: null },
      { action: 'client.tokenMade', actor_kind: 'client', subject_id: machine.client.id }
    ])
  })
})

describe('an error', () => {
  const wrong = 'x'.repeat(43)
  const cases: [string, () => ReturnType<typeof post>, number, string][] = [
    ['a wrong secret', () => askToken(product, machine, { client_secret: wrong }), 401, 'invalid_client'],
    ['an unknown client', () => askToken(product, machine, { client_id: crypto.randomUUID() }), 401, 'invalid_client'],
    ['a client that is no id', () => askToken(product, machine, { client_id: "' or 1=1" }), 401, 'invalid_client'],
    ['no credentials', () => post('grant_type=client_credentials'), 401, 'invalid_client'],
    [
      'credentials in two places',
      () => post(inForm(), { ...form, authorization: basicOf(machine) }),
      401,
      'invalid_client'
    ],
    ['a bearer token', () => post(inForm(), { ...form, authorization: 'Bearer abc' }), 401, 'invalid_client'],
    ['another grant', () => askToken(product, machine, { grant_type: 'password' }), 400, 'unsupported_grant_type'],
    ['no grant', () => post('client_id=x&client_secret=y'), 400, 'invalid_request'],
    ['a field twice', () => post(inForm('&scope=posts:read&scope=statistics:read')), 400, 'invalid_request'],
    ['a scope that it lacks', () => askToken(product, machine, { scope: 'registrants:read' }), 400, 'invalid_scope'],
    ['cut JSON', () => post('{"a":', { 'content-type': 'application/json' }), 400, 'invalid_request'],
    ['XML', () => post('<a/>', { 'content-type': 'application/xml' }), 400, 'invalid_request'],
    ['a body that is too large', () => post(`a=${'x'.repeat(70_000)}`), 400, 'invalid_request'],
    [
      'a page of another site',
      () => post('grant_type=client_credentials', { ...form, 'sec-fetch-site': 'cross-site' }),
      400,
      'invalid_request'
    ]
  ]

  it.each(cases)('for %s has the shape of RFC 6749', async (_, ask, status, code) => {
    const answer = await ask()
    const { error, error_description: description, ...rest } = answer.json<Record<string, string>>()
    expect([answer.statusCode, error, rest]).toEqual([status, code, {}])
    expect(description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/)
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Basic realm="ponte", charset="UTF-8"' : undefined)
  })

  it('says the same of a client that there is and of one that there is not', async () => {
    const known = await askToken(product, machine, { client_secret: wrong })
    const unknown = await askToken(product, machine, { client_id: crypto.randomUUID() })
    expect(known.body).toBe(unknown.body)
  })

  it('says when to come back to who asks too often', async () => {
    let answer = await post(inForm())
    for (let n = 0; n < 300; n++) answer = await askToken(product, machine, { client_secret: wrong })
    expect([answer.statusCode, answer.json().error]).toEqual([429, 'temporarily_unavailable'])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  }, 60_000)

  it('is no problem where the token is used: those are RFC 9457', async () => {
    const headers = await headersOf(product, machine)
    const answer = await product.send('GET', '/clients', { headers })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  })
})

it('machines find the token endpoint by the metadata of RFC 8414', async () => {
  const answer = await product.app.inject('/.well-known/oauth-authorization-server')
  const { publicUrl } = product.config
  expect(answer.json()).toEqual({
    issuer: publicUrl,
    token_endpoint: `${publicUrl}/api/v1/oauth/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: ['statistics:read', 'posts:read'],
    service_documentation: `${publicUrl}/api/integration`
  })
})
