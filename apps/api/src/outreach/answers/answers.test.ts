import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Answer, PublicAnswer } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { answerBody } from '../../../test/samples/questions.ts'

let product: TestProduct
let writer: Person
let other: Person
beforeAll(async () => {
  product = await startTestProduct()
  writer = await addStaff(product, 'communications')
  other = await addStaff(product, 'officer', 'Joanesburgo')
})
afterAll(() => product.close())

const post = (person: Person, url: string, payload?: object) =>
  product.send('POST', url, { ...(payload ? { payload } : {}), headers: person.headers })
const publish = (person: Person, id: string, version = 1) =>
  product.send('POST', `/answers/${id}/publish`, { headers: { ...person.headers, 'if-match': `"${version}"` } })
const write = async () => (await post(writer, '/answers', answerBody)).json<Answer>()
const published = async () => {
  const answer = await product.send('GET', '/answers')
  expect(answer.headers['cache-control']).toBe('public, max-age=300')
  return answer.json<{ items: PublicAnswer[] }>().items
}

it('a draft is for staff only until another person publishes it', async () => {
  const { id } = await write()
  expect(await published()).toEqual([])
  expect((await publish(writer, id)).statusCode).toBe(409)
  expect((await publish(other, id)).statusCode).toBe(200)
  const items = await published()
  expect(items).toEqual([{ id, ...answerBody, en: null, publishedAt: product.clock.at.toISOString() }])
})

it('the database too refuses that somebody publishes their own words', async () => {
  const { id } = await write()
  const own = product.sql('update answers set published_by = editors[1], published_at = now() where id = $1', [id])
  await expect(own).rejects.toMatchObject({ constraint: 'answers_published_by_another' })
})

it('a changed answer leaves the public page until another person publishes it again', async () => {
  const { id, version } = await write()
  await publish(other, id)
  const change = (etag: number) =>
    product.send('PATCH', `/answers/${id}`, {
      payload: { en: { question: 'What do I bring?', answer: 'The old passport.' } },
      headers: { ...other.headers, 'if-match': `"${etag}"` }
    })
  expect((await change(version)).statusCode).toBe(412)
  expect((await change(version + 1)).json()).toMatchObject({ publishedAt: null, mayPublish: false })
  expect((await published()).map((one) => one.id)).not.toContain(id)
  expect((await publish(other, id)).statusCode).toBe(409)
  expect((await publish(writer, id, 3)).statusCode).toBe(200)
})

it('who had a hand in the words publishes them neither, though a colleague wrote last', async () => {
  const { id } = await write()
  const changed = await product.send('PATCH', `/answers/${id}`, {
    payload: { topic: 'documents' },
    headers: { ...other.headers, 'if-match': '"1"' }
  })
  expect(changed.json()).toMatchObject({ mayPublish: false })
  expect((await publish(writer, id, 2)).statusCode).toBe(409)
  expect((await publish(other, id, 2)).statusCode).toBe(409)
  const third = await addStaff(product, 'communications')
  expect((await publish(third, id, 2)).statusCode).toBe(200)
})

it('what was changed after somebody read it is not published by them', async () => {
  const { id, version } = await write()
  await product.send('PATCH', `/answers/${id}`, {
    payload: { pt: { question: 'Pago alguma coisa?', answer: 'Sim, a este número.' } },
    headers: { ...writer.headers, 'if-match': `"${version}"` }
  })
  expect((await publish(other, id, version)).statusCode).toBe(412)
  expect((await post(other, `/answers/${id}/publish`)).statusCode).toBe(428)
  expect((await published()).map((one) => one.id)).not.toContain(id)
})

it('an answer is taken off the public page by either', async () => {
  const { id } = await write()
  await publish(other, id)
  expect((await post(writer, `/answers/${id}/withdraw`)).statusCode).toBe(200)
  expect((await published()).map((one) => one.id)).not.toContain(id)
  expect((await post(writer, `/answers/${id}/withdraw`)).statusCode).toBe(409)
})
