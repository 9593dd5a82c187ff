import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { endpoints } from '../../../test/requests.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

interface Document {
  openapi: string
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string
        summary?: string
        responses: Record<string, object>
        security?: object[]
        parameters?: { schema: Schema }[]
        requestBody?: { content: Record<string, { schema: Schema }> }
      }
    >
  >
}
interface Schema {
  type?: string
  maxLength?: number
  enum?: unknown[]
  format?: string
  pattern?: string
  maxItems?: number
  maximum?: number
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  additionalProperties?: boolean
  const?: unknown
}

describe('the description of the API', () => {
  const read = async () => (await product.app.inject('/api/v1/openapi.json')).json<Document>()

  it('is OpenAPI 3.1 and has every endpoint with an id, a summary, a permission and problems', async () => {
    const { openapi, paths } = await read()
    expect(openapi).toMatch(/^3\.1/)
    const operations = Object.values(paths).flatMap((path) => Object.values(path))
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(endpoints).sort())
    for (const { operationId, summary, responses, security } of operations) {
      expect([operationId, Boolean(summary), Boolean(security)]).toEqual([operationId, true, true])
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['429', '503']))
    }
  })

  it('bounds every field that goes in, and refuses unknown ones', async () => {
    const loose: string[] = []
    const walk = (schema: Schema, at: string) => {
      if (schema.type === 'string' && schema.maxLength === undefined && !schema.enum && !('const' in schema))
        loose.push(`${at}: text without length`)
      if (schema.type === 'array' && schema.maxItems === undefined) loose.push(`${at}: list without length`)
      if (schema.type === 'integer' && schema.maximum === undefined) loose.push(`${at}: number without bound`)
      if (schema.type === 'object' && schema.additionalProperties !== false) loose.push(`${at}: takes unknown fields`)
      for (const [name, inner] of Object.entries(schema.properties ?? {})) walk(inner, `${at}/${name}`)
      for (const inner of schema.anyOf ?? []) walk(inner, at)
      if (schema.items) walk(schema.items, `${at}[]`)
    }
    for (const path of Object.values((await read()).paths))
      for (const { operationId, parameters = [], requestBody } of Object.values(path)) {
        for (const { schema } of parameters) walk(schema, operationId)
        for (const { schema } of Object.values(requestBody?.content ?? {})) walk(schema, operationId)
      }
    // RFC 6749 §3.2 has the token endpoint leave alone what it does not know.
    expect(loose.filter((line) => line !== 'createToken: takes unknown fields')).toEqual([])
  })

  it('is a page for people too, without a script', async () => {
    const page = await product.app.inject('/api/docs')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('createRegistration')
    expect(page.body).not.toMatch(/<script|style=/)
  })
})

describe('every answer', () => {
  it.each(['/api/v1/settings', '/api/v1/nothing', '/api/docs', '/healthz', '/problems/not-found', '/%ff'])(
    '%s carries the security headers',
    async (url) => {
      const { headers } = await product.app.inject(url)
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';script-src 'self';worker-src 'self';manifest-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none';object-src 'none'"
      )
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin'
      })
      if (url.startsWith('/api/v1')) expect(headers['cache-control']).toBe('no-store')
      expect(headers).not.toHaveProperty('x-powered-by')
    }
  )

  it('every problem type has a page that says what to do', async () => {
    const { problems } = await import('../../problems.ts')
    const made = [
      problems.invalid([]),
      problems.malformed(''),
      problems.conflict(''),
      problems.tooMany(1),
      ...Object.entries(problems)
        .filter(([name]) => !['invalid', 'malformed', 'conflict', 'tooMany'].includes(name))
        .map(([, make]) => (make as () => { kind: string })())
    ]
    for (const { kind } of made as { kind: string }[])
      expect([kind, (await product.app.inject(`/problems/${kind}`)).statusCode]).toEqual([kind, 200])
  })

  it('says 503 with Retry-After while the database is away, and is healthy all the same', async () => {
    const { createPool } = await import('../../db/pool.ts')
    const { buildApp } = await import('../../app.ts')
    const away = { ...product.services, pool: createPool({ url: 'postgres://x:y@127.0.0.1:1/none', name: 'away' }) }
    const app = await buildApp(away, { backpressure: false, web: false })
    expect((await app.inject('/healthz')).statusCode).toBe(200)
    const answer = await app.inject('/readyz')
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '3'])
    expect(
      (
        await app.inject({
          method: 'POST',
          url: '/api/v1/session/code',
          payload: { contact: { kind: 'email', value: 'a@example.org' } }
        })
      ).statusCode
    ).toBe(503)
    await app.close()
  })
})

describe('a replica', () => {
  it('that does not follow is not read from, and readiness says so', async () => {
    const { createPool } = await import('../../db/pool.ts')
    const { forReading, replicaLagSeconds } = await import('../../db/replica.ts')
    const { buildApp } = await import('../../app.ts')
    // A database that is no standby, and one that does not answer.
    for (const url of [product.url('ponte_app'), 'postgres://x:y@127.0.0.1:1/none']) {
      const replica = createPool({ url, name: 'replica', max: 1 })
      const services = { ...product.services, replica }
      expect(await replicaLagSeconds(services)).toBeNull()
      expect((await forReading(services, product.clock.at)).pool).toBe(product.services.pool)
      const app = await buildApp(services, { backpressure: false, web: false })
      expect((await app.inject('/readyz')).json()).toMatchObject({ status: 'ready', replicaLagSeconds: null })
      await app.close()
      await replica.end()
    }
  })
})

describe('a pool behind a pooler', () => {
  it('leaves nothing on a connection: limits go with each transaction, and nothing is prepared', async () => {
    const { createPool } = await import('../../db/pool.ts')
    const { withTransaction } = await import('../../db/transaction.ts')
    const { nobody } = await import('../../db/actor.ts')
    const { sql } = await import('drizzle-orm')
    const pool = createPool({
      url: product.url('ponte_app'),
      name: 'pooled',
      max: 1,
      statementTimeoutMs: 3210,
      pooled: true
    })
    const look = () =>
      withTransaction(pool, nobody, async (db) => {
        const { rows } = await db.execute<{ limit: string; prepared: number }>(sql`
          select current_setting('statement_timeout') as limit,
                 (select count(*)::int from pg_prepared_statements) as prepared`)
        return rows[0]
      })
    for (let n = 0; n < 8; n++) expect(await look()).toEqual({ limit: '3210ms', prepared: 0 })
    const { rows } = await pool.query<{ statement_timeout: string }>('show statement_timeout')
    expect(rows[0]!.statement_timeout).toBe('0')
    await pool.end()
  })
})

describe('code lists', () => {
  it('name countries, provinces and districts as people do there', async () => {
    const list = async (name: string, language = 'pt') =>
      (await product.send('GET', `/code-lists/${name}?language=${language}`)).json<{
        items: { code: string; name: string; parent?: string }[]
      }>().items
    const countries = await list('countries')
    expect(countries.find(({ code }) => code === 'ZA')?.name).toBe('África do Sul')
    expect(countries.length).toBeGreaterThan(240)
    expect((await list('provinces')).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Cidade de Maputo', 'Província de Maputo'])
    )
    expect((await list('districts')).length).toBe(161)
    expect((await list('countries', 'en')).find(({ code }) => code === 'DE')?.name).toBe('Germany')
  })
})
