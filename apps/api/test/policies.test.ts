import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { Answer, TestProduct } from './harness.ts'
import type { Person, RegisteredPerson } from './people.ts'

/*
 * The product with its own check of row scope taken out: `inScope` narrows nothing down any more, anywhere. Sixty people of
 * three posts, among them namesakes and families with one address in three countries. Every path on which an officer
 * reads people is walked as each post's officer; what is left between them and the others is the database's policies.
 */
const QUERIES = '../src/registry/registrants/registrants.queries.ts'
const whole = await import('../src/registry/registrants/registrants.queries.ts')
const inScope = jest.fn(() => undefined)
jest.unstable_mockModule(QUERIES, () => ({ ...whole, inScope }))

const { startTestProduct } = await import('./harness.ts')
const { addRegistrant, addStaff } = await import('./people.ts')
const { transaction } = await import('../src/services.ts')
const helperQueries = await import('../src/registry/helpers/helpers.queries.ts')

const PEOPLE_A_POST = 20
const places = {
  Joanesburgo: { country: 'ZA', area: 'ZA-GP' },
  Nelspruit: { country: 'ZA', area: 'ZA-MP' },
  Portugal: { country: 'PT', area: null }
}
type Place = keyof typeof places
const names = Object.keys(places) as Place[]

let product: TestProduct
const officers = {} as Record<Place, Person>
const people = { Joanesburgo: [], Nelspruit: [], Portugal: [] } as Record<Place, RegisteredPerson[]>
const helpers = {} as Record<Place, string>

async function fill(name: Place) {
  officers[name] = await addStaff(product, 'officer', name)
  for (let n = 0; n < PEOPLE_A_POST; n++)
    people[name].push(
      await addRegistrant(product, {
        person: { givenNames: `Alzira ${'ABCDEFGHIJKLMNOPQRST'[n]}lda`, surnames: 'Muianga', ...places[name] },
        // The first of each post share one address.
        ...(n === 0 ? { contact: { value: 'familia@example.org' } } : {})
      })
    )
  const created = await product.send('POST', '/helpers', {
    payload: { name: `Líder de ${name}`, quota: 5, days: 30 },
    headers: officers[name].headers
  })
  helpers[name] = created.json<{ helper: { id: string } }>().helper.id
}

beforeAll(async () => {
  product = await startTestProduct()
  for (const name of names) await fill(name)
}, 60_000)
afterAll(() => product.close())

const idsOf = (list: { id: string }[]) => list.map(({ id }) => id).sort()
const itemsOf = (answer: { json(): unknown }) => (answer.json() as { items: { id: string }[] }).items
const others = (name: Place) => names.filter((other) => other !== name).flatMap((other) => people[other])

it('holds sixty people, and the product’s own check says nothing', async () => {
  expect((await product.sql('select from registrants')).length).toBe(3 * PEOPLE_A_POST)
  await product.send('GET', '/registrants', { headers: officers.Portugal.headers })
  expect(inScope).toHaveReturnedWith(undefined)
})

describe.each(names)('the officer of %s, by the policies alone,', (name) => {
  const get = (url: string) => product.send('GET', url, { headers: officers[name].headers })
  const post = (url: string, payload: object) => product.send('POST', url, { payload, headers: officers[name].headers })

  it('lists the own people over all pages, and counts them', async () => {
    const seen: { id: string }[] = []
    let next: string | null = ''
    while (next !== null) {
      const answer: Answer = await get(`/registrants?limit=7${next && `&cursor=${next}`}`)
      const page = answer.json<{ items: { id: string }[]; next: string | null }>()
      seen.push(...page.items)
      next = page.next
    }
    expect(idsOf(seen)).toEqual(idsOf(people[name]))
    expect((await get('/registrants/count')).json()).toEqual({ count: PEOPLE_A_POST })
  })

  it('finds by name, by reference and by contact nobody else', async () => {
    expect(idsOf(itemsOf(await post('/registrants/search', { text: 'alsira muyanga' })))).toEqual(idsOf(people[name]))
    const contact = { kind: 'email', value: 'familia@example.org' }
    expect(idsOf(itemsOf(await post('/registrants/search', { contact })))).toEqual([people[name][0]!.id])
    for (const { reference } of others(name))
      expect(itemsOf(await post('/registrants/search', { text: reference }))).toEqual([])
    for (const { id, reference } of people[name])
      expect(idsOf(itemsOf(await post('/registrants/search', { text: reference })))).toEqual([id])
  })

  it('exports the own people and nobody else', async () => {
    const file = await post('/registrants/export', { format: 'csv', reason: 'Para uma prova' })
    const references = file.body.match(/^\d{5} ?\d{5}|^[\d ]{10,14}/gm) ?? []
    const plain = (list: string[]) => list.map((text) => text.replace(/\D/g, '')).sort()
    expect(plain(references)).toEqual(plain(people[name].map(({ reference }) => reference)))
  })

  it('opens no record, history or contact of another post, and changes nothing there', async () => {
    for (const { id } of others(name)) {
      expect((await get(`/registrants/${id}`)).statusCode).toBe(404)
      expect((await get(`/registrants/${id}/history`)).statusCode).toBe(404)
    }
    const { id } = others(name)[0]!
    const reason = 'Para uma prova'
    const update = await product.send('PATCH', `/registrants/${id}`, {
      payload: { city: 'Outra' },
      headers: { ...officers[name].headers, 'if-match': '"1"' }
    })
    expect(update.statusCode).toBe(404)
    for (const act of ['reveal', 'vouch'])
      expect((await post(`/registrants/${id}/${act}`, { reason })).statusCode).toBe(404)
  })

  it('opens each own record and its history', async () => {
    for (const { id } of people[name]) {
      expect((await get(`/registrants/${id}`)).statusCode).toBe(200)
      expect(itemsOf(await get(`/registrants/${id}/history`)).length).toBeGreaterThan(0)
    }
  })

  it('sees and revokes the own helpers only, whichever post the query is told', async () => {
    const { id, postId } = officers[name]
    const actor = { kind: 'staff', id, role: 'officer', postId, sessionId: id } as const
    for (const other of names) {
      const otherPost = officers[other].postId!
      const { listed, revoked } = await transaction(product.services, actor, async (db) => ({
        listed: await helperQueries.listHelpers(db, otherPost),
        revoked: await helperQueries.revokeHelper(db, otherPost, helpers[other], product.clock.at)
      }))
      expect(idsOf(listed)).toEqual(other === name ? [helpers[name]] : [])
      expect(revoked?.id).toBe(other === name ? helpers[name] : undefined)
    }
  })
})
