import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Post, PublicPost } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, type Person } from '../../../test/people.ts'
import { moveRegistrantsToPosts } from '../../registry/registrants/jurisdiction.jobs.ts'
import { transaction } from '../../services.ts'
import { system } from '../../db/actor.ts'
import { getPostFor } from './posts.queries.ts'

let product: TestProduct
let marta: Person
beforeAll(async () => {
  product = await startTestProduct()
  marta = await addStaff(product, 'administrator')
})
afterAll(() => product.close())

const postFor = (country: string, area: string | null = null) =>
  transaction(product.services, system('test'), async (db) => (await getPostFor(db, country, area)).name)

it.each([
  ['ZA', 'ZA-GP', 'Consulado-Geral em Joanesburgo'],
  ['ZA', 'ZA-MP', 'Consulado em Nelspruit'],
  ['ZA', null, 'Alto Comissariado em Pretória'],
  ['UG', null, 'Alto Comissariado no Quénia'],
  ['TL', null, 'Embaixada na Indonésia'],
  ['PT', null, 'Embaixada em Portugal'],
  ['NO', null, 'INACE, Maputo'],
  ['MZ', null, 'INACE, Maputo']
])('%s %s is served by %s', async (country, area, name) => {
  expect(await postFor(country, area)).toBe(name)
})

it('everybody reads which posts are open and whom they serve, in words of their language', async () => {
  const read = async (language: string) => {
    const answer = await product.send('GET', `/public-posts?language=${language}`)
    expect(answer.headers['cache-control']).toBe('public, max-age=300')
    return answer.json<{ items: PublicPost[] }>().items
  }
  const [pt, en] = [await read('pt'), await read('en')]
  const nelspruit = (items: PublicPost[]) => items.find(({ name }) => name === 'Consulado em Nelspruit')
  expect(nelspruit(pt)).toMatchObject({ country: 'África do Sul', city: expect.any(String) })
  expect(nelspruit(pt)!.serves).toContain('Mpumalanga')
  expect(nelspruit(en)!.country).toBe('South Africa')
  expect(pt.find(({ restOfWorld }) => restOfWorld)!.name).toBe('INACE, Maputo')
  await product.sql(`update posts set active = false where name = 'Consulado em Nelspruit'`)
  expect(nelspruit(await read('pt'))).toBeUndefined()
  await product.sql(`update posts set active = true where name = 'Consulado em Nelspruit'`)
})

it('a new post takes over its country, and the registrants who live there', async () => {
  const person = await addRegistrant(product, { person: { country: 'NO', area: null, city: 'Oslo' } })
  const created = await product.send('POST', '/posts', {
    payload: {
      name: 'Embaixada na Noruega',
      kind: 'embassy',
      country: 'NO',
      city: 'Oslo',
      jurisdictions: [{ country: 'NO' }]
    },
    headers: marta.headers
  })
  expect(created.statusCode).toBe(201)
  expect(await moveRegistrantsToPosts(product.worker)).toBe(1)
  expect(await moveRegistrantsToPosts(product.worker)).toBe(0)
  expect(await product.sql('select post_id from registrants where id = $1', [person.id])).toEqual([
    { post_id: created.json<Post>().id }
  ])
})

it('two posts cannot answer for one place', async () => {
  const answer = await product.send('POST', '/posts', {
    payload: {
      name: 'Outra em Lisboa',
      kind: 'consulate',
      country: 'PT',
      city: 'Porto',
      jurisdictions: [{ country: 'PT' }]
    },
    headers: marta.headers
  })
  expect([answer.statusCode, answer.json().detail]).toEqual([
    409,
    'Another post answers for one of these places already.'
  ])
})

it('the post for the rest of the world cannot be switched off', async () => {
  const { items } = (await product.send('GET', '/posts', { headers: marta.headers })).json<{ items: Post[] }>()
  const institute = items.find(({ restOfWorld }) => restOfWorld)!
  const answer = await product.send('PATCH', `/posts/${institute.id}`, {
    payload: { active: false },
    headers: { ...marta.headers, 'if-match': `"${institute.version}"` }
  })
  expect(answer.statusCode).toBe(409)
})
