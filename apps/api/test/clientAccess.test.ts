import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { isOpenTo, scopeNames } from '@ponte/schema'
import { sql } from 'drizzle-orm'
import { transaction } from '../src/services.ts'
import { addClient, headersOf } from './clients.ts'
import { startTestProduct, type TestProduct } from './harness.ts'
import { addChargeReport, addRegistrant, addStaff } from './people.ts'
import { addressOf, endpoints, samples, type Subjects } from './requests.ts'

/*
 * A client with every scope that there is, at every door of the product. It gets into what its scopes name and into what is
 * for everybody, and nowhere else; and the database shows it nobody, whatever is asked.
 */
let product: TestProduct
let headers: { authorization: string }
let clientId: string
let subjects: Subjects

beforeAll(async () => {
  product = await startTestProduct()
  const machine = await addClient(product, scopeNames)
  clientId = machine.client.id
  headers = await headersOf(product, machine)
  const officer = await addStaff(product, 'officer', 'Joanesburgo')
  const graca = await addRegistrant(product)
  subjects = {
    registrantId: graca.id,
    registrationId: graca.id,
    registrationToken: 'x'.repeat(43),
    staffId: officer.id,
    staffVersion: 1,
    postId: officer.postId!,
    postVersion: 1,
    helperId: officer.id,
    chargeReportId: await addChargeReport(product),
    version: 1
  }
})
beforeEach(() => product.services.addressUses.clear())
afterAll(() => product.close())

const ofStaffAndPeople = Object.entries(endpoints).filter(
  ([, { config }]) => !['public', 'development', 'metrics'].includes(config.permission)
)

describe('a client with every scope', () => {
  it.each(ofStaffAndPeople)('at %s', async (name, endpoint) => {
    const sample = await samples[name]!(subjects, product)
    const answer = await product.app.inject({
      method: endpoint.method,
      url: addressOf(endpoint, sample),
      headers: { ...sample.headers, ...headers },
      ...(sample.body === undefined ? {} : { payload: sample.body as object })
    })
    const isOpen = isOpenTo(scopeNames, endpoint.config.permission)
    expect([name, answer.statusCode]).toEqual([name, isOpen ? 200 : 403])
    // What it may, it only reads.
    if (isOpen) expect(endpoint.method).toBe('GET')
  })

  it('sees no row of any table that has policies', async () => {
    const secured = await product.sql<{ name: string }>(
      "select relname as name from pg_class where relrowsecurity and relkind = 'r' order by relname"
    )
    expect(secured.map(({ name }) => name)).toEqual(expect.arrayContaining(['registrants', 'contacts', 'clients']))
    const actor = { kind: 'client', id: clientId, scopes: scopeNames, requestsPerMinute: 1 } as const
    for (const { name } of secured) {
      const count = transaction(product.services, actor, async (db) => {
        const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(name)}`)
        return rows[0]!.n
      })
      // Some tables are not even open to the product's own role.
      const seen = await count.catch((error: { cause?: { code?: string } }) => error.cause?.code)
      expect([name, [0, '42501'].includes(seen!) ? 'nobody' : seen]).toEqual([name, 'nobody'])
    }
  })

  it('is nobody to the page of sessions', async () => {
    const session = await product.send('GET', '/session', { headers })
    expect(session.json()).toEqual({ kind: 'nobody', permissions: ['public'] })
  })
})
