import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Commitment, Output, PublicCommitment, listCommitments } from '@ponte/schema'
import { addDecision } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, type Person } from '../../../test/people.ts'
import { commitmentBody } from '../../../test/samples/commitments.ts'
import { addQuestion } from '../../../test/samples/questions.ts'

let product: TestProduct
let writer: Person
let secretary: Person
beforeAll(async () => {
  product = await startTestProduct()
  writer = await addStaff(product, 'communications')
  secretary = await addStaff(product, 'secretary')
}, 60_000)
afterAll(() => product.close())

const post = (person: Person, url: string, payload?: object) =>
  product.send('POST', url, { ...(payload ? { payload } : {}), headers: person.headers })
const publish = (person: Person, id: string, version = 1) =>
  product.send('POST', `/commitments/${id}/publish`, { headers: { ...person.headers, 'if-match': `"${version}"` } })
const write = async (changes: object = {}) =>
  (await post(writer, '/commitments', { ...commitmentBody, ...changes })).json<Commitment>()
const published = async (id: string) =>
  (await product.send('GET', '/commitments')).json<{ items: PublicCommitment[] }>().items.find((one) => one.id === id)

it('a draft is for staff only until another person publishes it; few questions are not counted out', async () => {
  const asker = await addRegistrant(product)
  await addQuestion(product, asker.id, { isClosed: true })
  const { id } = await write()
  expect(await published(id)).toBeUndefined()
  expect((await publish(writer, id)).statusCode).toBe(409)
  expect((await publish(secretary, id)).statusCode).toBe(200)
  const { decisionId: _internal, ...content } = commitmentBody
  expect(await published(id)).toEqual({
    id,
    ...content,
    questions: null,
    decision: null,
    publishedAt: product.clock.at.toISOString()
  })
  expect((await post(writer, `/commitments/${id}/withdraw`)).statusCode).toBe(200)
  expect(await published(id)).toBeUndefined()
})

it('many closed questions are counted, rounded to five; open ones are not', async () => {
  const asker = await addRegistrant(product)
  for (let n = 0; n < 12; n++) await addQuestion(product, asker.id, { isClosed: true })
  const { id } = await write()
  await publish(secretary, id)
  const shown = (await published(id))!.questions!
  expect([10, 15]).toContain(shown)
})

it('a decision is named by its number, once its minutes are approved', async () => {
  const decision = await addDecision(product)
  const { id } = await write({ topic: null, decisionId: decision.id })
  const early = await publish(secretary, id)
  expect([early.statusCode, early.json().detail]).toEqual([409, expect.stringContaining('minutes')])
  await product.sql('update meetings set minutes_approved_at = now() where id = $1', [decision.meeting.id])
  expect((await publish(secretary, id)).statusCode).toBe(200)
  const shown = (await published(id))!
  expect(shown.decision).toEqual({ number: decision.number, year: decision.year })
  expect(JSON.stringify(shown)).not.toContain(decision.title)
})

it('comes from questions or a decision, and says so where it does not', async () => {
  const nowhere = await post(writer, '/commitments', { ...commitmentBody, topic: null })
  expect([nowhere.statusCode, nowhere.json().errors[0].pointer]).toEqual([400, '#/topic'])
  const unknown = { ...commitmentBody, decisionId: '01890000-0000-7000-8000-000000000000' }
  expect((await post(writer, '/commitments', unknown)).json().errors[0].pointer).toBe('#/decisionId')
  const { id, version } = await write()
  const emptied = await product.send('PATCH', `/commitments/${id}`, {
    payload: { topic: null },
    headers: { ...writer.headers, 'if-match': `"${version}"` }
  })
  expect(emptied.statusCode).toBe(400)
})

it('the database too refuses that somebody publishes their own words', async () => {
  const { id } = await write()
  const own = product.sql('update commitments set published_by = written_by, published_at = now() where id = $1', [id])
  await expect(own).rejects.toMatchObject({ constraint: 'commitments_published_by_another' })
})

it('staff see the decisions that a commitment may come from', async () => {
  const decision = await addDecision(product)
  const list = await product.send('GET', '/commitments/all', { headers: writer.headers })
  const { decisions } = list.json<Output<typeof listCommitments>>()
  expect(decisions.map(({ id }) => id)).toContain(decision.id)
})
