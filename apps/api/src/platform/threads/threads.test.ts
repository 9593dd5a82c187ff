import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Thread } from '@ponte/schema'
import { addAction, addDecision, addMeetingWithQuorum } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { addCampaign } from '../../../test/samples/campaigns.ts'
import { addOpportunity } from '../../../test/samples/programmes.ts'
import { addActivity, addIndicator } from '../../../test/strategy.ts'
import { addLesson, addRecommendation } from '../../../test/tours.ts'

let product: TestProduct
let communications: Person
let programmes: Person
let secretary: Person
beforeAll(async () => {
  product = await startTestProduct()
  communications = await addStaff(product, 'communications')
  programmes = await addStaff(product, 'programmes')
  secretary = await addStaff(product, 'secretary')
})
afterAll(() => product.close())

type Knot = { kind: string; id: string }
const read = async (person: Person, { kind, id }: Knot) =>
  (await product.send('GET', `/threads/${kind}/${id}`, { headers: person.headers })).json<Thread>()
const tie = (person: Person, child: Knot, parent: Knot, act = '') =>
  product.send('POST', `/threads/${child.kind}/${child.id}/origins${act}`, {
    payload: parent,
    headers: person.headers
  })
const idsOf = (items: Thread['from']) => items.map(({ kind, id, steps }) => [kind, id, steps])

test('a thread is followed both ways over several steps, the nearest first', async () => {
  const decision = await addDecision(product)
  const action = await addAction(product, { decisionId: decision.id })
  const campaign = { kind: 'campaign', id: (await addCampaign(product)).campaign.id }
  const opportunity = { kind: 'opportunity', id: await addOpportunity(product, 'open') }
  expect((await tie(communications, campaign, { kind: 'decision', id: decision.id })).statusCode).toBe(200)
  expect((await tie(programmes, opportunity, campaign)).statusCode).toBe(200)

  const seen = await read(secretary, { kind: 'decision', id: decision.id })
  expect(idsOf(seen.to)).toEqual(
    expect.arrayContaining([
      ['action', action.id, 1],
      ['campaign', campaign.id, 1],
      ['opportunity', opportunity.id, 2]
    ])
  )
  const up = await read(communications, campaign)
  expect(up.from).toMatchObject([{ kind: 'decision', id: decision.id, steps: 1, removable: true, figure: null }])
  expect(up.from[0]!.title).toContain(decision.title)
})

test('what only follows from how things are made cannot be taken away', async () => {
  const decision = await addDecision(product)
  const action = await addAction(product, { decisionId: decision.id })
  const seen = await read(secretary, { kind: 'action', id: action.id })
  expect(seen.from).toMatchObject([{ kind: 'decision', removable: false }])
})

test('a link that was made by hand is taken away again', async () => {
  const campaign = { kind: 'campaign', id: (await addCampaign(product)).campaign.id }
  const decision = { kind: 'decision', id: (await addDecision(product)).id }
  await tie(communications, campaign, decision)
  expect((await tie(communications, campaign, decision, '/remove')).json<Thread>().from).toEqual([])
  expect((await tie(communications, campaign, decision, '/remove')).statusCode).toBe(404)
})

test('a thing comes only from what it can come from, and a ring ends', async () => {
  const campaign = { kind: 'campaign', id: (await addCampaign(product)).campaign.id }
  const wrong = await tie(communications, campaign, campaign)
  expect(wrong.json()).toMatchObject({ errors: [{ pointer: '#/kind' }] })
  const decision = { kind: 'decision', id: (await addDecision(product)).id }
  await tie(communications, campaign, decision)
  await product.sql(`insert into origins values ('decision', $1, 'campaign', $2, $2, now())`, [
    decision.id,
    campaign.id
  ])
  expect((await read(communications, campaign)).from.map(({ kind }) => kind)).toEqual(['decision'])
})

test('nobody ties what they may not write', async () => {
  const campaign = { kind: 'campaign', id: (await addCampaign(product)).campaign.id }
  const decision = { kind: 'decision', id: (await addDecision(product)).id }
  expect((await tie(secretary, campaign, decision)).statusCode).toBe(404)
  const choices = await product.send('GET', `/threads/campaign/${campaign.id}/origins`, {
    headers: communications.headers
  })
  expect(choices.json<{ items: Knot[] }>().items).toContainEqual(
    expect.objectContaining({ kind: 'decision', id: decision.id })
  )
})

test('from a lesson to the opportunity that came of it, and all the way back', async () => {
  const lesson = await addLesson(product)
  const recommendation = await addRecommendation(product, lesson)
  const meeting = await addMeetingWithQuorum(product)
  const item = meeting.items[0]!.id
  await product.sql('update meeting_items set recommendation_id = $1 where id = $2', [recommendation.id, item])
  const made = await product.send('POST', `/meetings/${meeting.id}/decisions`, {
    payload: { title: 'Gabinetes de apoio', text: 'Aprova-se.', itemId: item },
    headers: secretary.headers
  })
  const decision = made.json<{ id: string }>().id
  const action = await addAction(product, { decisionId: decision })
  const [activity, indicator] = [await addActivity(product), await addIndicator(product)]
  await product.sql('update activities set decision_id = $1 where id = $2', [decision, activity.id])
  await product.sql('update indicators set part_id = $1 where id = $2', [activity.outputId, indicator.id])
  const campaign = { kind: 'campaign', id: (await addCampaign(product)).campaign.id }
  const opportunity = { kind: 'opportunity', id: await addOpportunity(product, 'open') }
  expect((await tie(communications, campaign, { kind: 'activity', id: activity.id })).statusCode).toBe(200)
  expect((await tie(programmes, opportunity, campaign)).statusCode).toBe(200)

  const down = await read(secretary, { kind: 'lesson', id: lesson.id })
  expect(down.from).toEqual([])
  const ways = idsOf(down.to).map(([kind, , steps]) => `${steps} ${kind}`)
  expect(ways.sort()).toEqual([
    '1 recommendation',
    '2 item',
    '3 decision',
    '4 action',
    '4 activity',
    '5 campaign',
    '5 indicator',
    '6 opportunity'
  ])
  expect(down.to.map(({ id }) => id)).toEqual(expect.arrayContaining([action.id, indicator.id, campaign.id]))
  const up = await read(programmes, opportunity)
  expect(idsOf(up.from).map(([kind]) => kind)).toEqual([
    'campaign',
    'activity',
    'decision',
    'item',
    'recommendation',
    'lesson'
  ])
})
