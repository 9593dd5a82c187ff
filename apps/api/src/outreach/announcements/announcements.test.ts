import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Announcement, Mailing, PublicAnnouncement } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { addAnnouncement, announcementBody } from '../../../test/samples/announcements.ts'

let product: TestProduct
let writer: Person
let chief: Person
beforeAll(async () => {
  product = await startTestProduct()
  writer = await addStaff(product, 'communications')
  chief = await addStaff(product, 'administrator')
})
afterAll(() => product.close())

const post = (person: Person, url: string, payload?: object) =>
  product.send('POST', url, { ...(payload ? { payload } : {}), headers: person.headers })
const publish = (person: Person, id: string, version = 1) =>
  product.send('POST', `/announcements/${id}/publish`, { headers: { ...person.headers, 'if-match': `"${version}"` } })
const write = async (changes: object = {}) =>
  (await post(writer, '/announcements', { ...announcementBody, ...changes })).json<Announcement>()
const published = async () =>
  (await product.send('GET', '/announcements')).json<{ items: PublicAnnouncement[] }>().items
const isPublic = async (id: string) => (await published()).some((one) => one.id === id)

it('a draft is for staff only until another person publishes it', async () => {
  const { id } = await write()
  expect(await published()).toEqual([])
  expect((await publish(writer, id)).statusCode).toBe(409)
  expect((await publish(chief, id)).statusCode).toBe(200)
  expect(await published()).toEqual([{ id, ...announcementBody, publishedAt: product.clock.at.toISOString() }])
  expect((await publish(chief, id)).statusCode).toBe(409)
})

it('the database too refuses that somebody publishes their own words', async () => {
  const { id } = await write()
  const own = product.sql('update announcements set published_by = written_by, published_at = now() where id = $1', [
    id
  ])
  await expect(own).rejects.toMatchObject({ constraint: 'announcements_published_by_another' })
})

it('a changed announcement leaves the site until another person publishes it again', async () => {
  const { id, version } = await write()
  await publish(chief, id)
  const change = (etag: number) =>
    product.send('PATCH', `/announcements/${id}`, {
      payload: { countries: ['ZA', 'SZ'] },
      headers: { ...writer.headers, 'if-match': `"${etag}"` }
    })
  expect((await change(version)).statusCode).toBe(412)
  expect((await change(version + 1)).json()).toMatchObject({
    publishedAt: null,
    mayPublish: false,
    countries: ['ZA', 'SZ']
  })
  expect(await isPublic(id)).toBe(false)
})

it('is taken off the site by hand, or by its last day', async () => {
  const { id } = await write()
  await publish(chief, id)
  expect(await isPublic(id)).toBe(true)
  expect((await post(chief, `/announcements/${id}/withdraw`)).statusCode).toBe(200)
  expect(await isPublic(id)).toBe(false)
  expect((await post(chief, `/announcements/${id}/withdraw`)).statusCode).toBe(409)

  const lastDay = new Date(product.clock.at.getTime() + 86_400_000).toISOString().slice(0, 10)
  const ending = await write({ showUntil: lastDay })
  await publish(chief, ending.id)
  expect(await isPublic(ending.id)).toBe(true)
  product.clock.forward(3 * 86_400_000)
  expect(await isPublic(ending.id)).toBe(false)
  product.clock.forward(-3 * 86_400_000)
})

it('needs both languages, and says which field is missing', async () => {
  const answer = await post(writer, '/announcements', {
    ...announcementBody,
    en: { title: 'Only a title', text: '  ' }
  })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ errors: [{ pointer: '#/en/text' }] })
})

it('becomes a draft of a mailing to its countries, which another person still has to approve', async () => {
  const draft = await write()
  expect((await post(writer, `/announcements/${draft.id}/mailings`)).statusCode).toBe(409)
  const id = await addAnnouncement(product, { isPublished: true })
  const answer = await post(writer, `/announcements/${id}/mailings`)
  expect(answer.statusCode).toBe(201)
  const mailing = answer.json<Mailing>()
  expect(mailing).toMatchObject({ state: 'draft', purpose: 'news', countries: ['ZA'], announcementId: id })
  expect(mailing.pt.subject).toBe(announcementBody.pt.title)
  expect(mailing.pt.text).toContain(`/avisos#${id}`)
  expect(mailing.en?.text).toContain(`/en/announcements#${id}`)
  const list = await product.send('GET', '/announcements/all', { headers: writer.headers })
  const found = list.json<{ items: Announcement[] }>().items.find((one) => one.id === id)
  expect(found?.mailings).toEqual([{ id: mailing.id, state: 'draft' }])
  // Two clicks do not make two drafts.
  expect((await post(writer, `/announcements/${id}/mailings`)).statusCode).toBe(409)
})

it('a key without a body is taken, makes one draft, and belongs to one announcement', async () => {
  const [first, second] = [await write(), await write()]
  for (const { id } of [first, second]) await publish(chief, id)
  const mail = (id: string) =>
    product.send('POST', `/announcements/${id}/mailings`, {
      headers: { ...writer.headers, 'idempotency-key': 'one-key-for-all' }
    })
  const [made, again, other] = [await mail(first.id), await mail(first.id), await mail(second.id)]
  expect([made.statusCode, again.statusCode, other.statusCode]).toEqual([201, 201, 422])
  expect(again.json<{ id: string }>().id).toBe(made.json<{ id: string }>().id)
})
