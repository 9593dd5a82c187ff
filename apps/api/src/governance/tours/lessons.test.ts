import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Decision, Lesson, Meeting, Recommendation } from '@ponte/schema'
import { addAction, addCalledMeeting, addMeeting, addSeat, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { addFullTour, addLesson, addRecommendation, lessonOf } from '../../../test/tours.ts'

let product: TestProduct
let secretary: Person
let programmes: Person
beforeAll(async () => {
  product = await startTestProduct()
  secretary = await secretaryOf(product)
  programmes = await addStaff(product, 'programmes')
})
afterAll(() => product.close())

const ask = (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object, version = 0) =>
  product.send(method, url, {
    headers: { ...secretary.headers, ...(version ? { 'if-match': `"${version}"` } : {}) },
    ...(payload ? { payload } : {})
  })
const read = async (id: string) => (await ask('GET', `/recommendations/${id}`)).json<Recommendation>()

it('a lesson comes from sessions of its own tour and says what was seen', async () => {
  const tour = await addFullTour(product)
  const lesson = await addLesson(product, tour)
  expect(lesson.sessions.map(({ id }) => id)).toEqual([tour.sessions[0]!.id])
  const other = await addFullTour(product)
  const sessionIds = [other.sessions[0]!.id]
  expect((await ask('POST', `/tours/${tour.id}/lessons`, lessonOf({ sessionIds }))).statusCode).toBe(400)
  expect((await ask('POST', `/tours/${tour.id}/lessons`, lessonOf({ seen: ' ' }))).statusCode).toBe(400)
  const again = await ask('PUT', `/lessons/${lesson.id}`, lessonOf({ title: 'Melhor' }), lesson.version)
  expect(again.json<Lesson>()).toMatchObject({ title: 'Melhor', sessions: [], version: 2 })
})

describe('a recommendation is followed both ways', () => {
  it('from the lesson over agenda and decision to the action, and back', async () => {
    const seat = await addSeat(product, { titular: 'Ana Sitoe' })
    const made = await addRecommendation(product)
    const { id: meetingId } = await addCalledMeeting(product, { localStart: '2026-11-20T09:00' })
    const put = await ask('POST', `/recommendations/${made.id}/agenda`, { meetingId })
    expect([put.statusCode, put.json<Recommendation>().state]).toEqual([201, 'on-agenda'])
    expect((await ask('POST', `/recommendations/${made.id}/agenda`, { meetingId })).statusCode).toBe(409)
    const meeting = (await ask('GET', `/meetings/${meetingId}`)).json<Meeting>()
    const item = meeting.items.at(-1)!
    expect(item).toMatchObject({ title: made.title, description: made.text })

    // The agenda is worded anew and keeps where the item came from.
    const items = meeting.items.toReversed()
    expect((await ask('PATCH', `/meetings/${meetingId}`, { items }, meeting.version)).statusCode).toBe(200)

    for (const { seatId } of meeting.seats.filter(({ titular }) => titular))
      await product.send('PUT', `/meetings/${meetingId}/attendance/${seatId}`, {
        headers: secretary.headers,
        payload: { titularPresent: true, alternatePresent: false }
      })
    const text = { title: 'Piloto em Joanesburgo', text: 'Aprova-se.', itemId: item.id }
    const decision = (await ask('POST', `/meetings/${meetingId}/decisions`, text)).json<Decision>()
    expect(decision.recommendation).toEqual({
      id: made.id,
      title: made.title,
      tourId: made.tour.id,
      tour: made.tour.title
    })
    const action = await addAction(product, { seat, decisionId: decision.id })
    expect(await read(made.id)).toMatchObject({
      state: 'decided',
      meetings: [{ id: meetingId }],
      decisions: [{ id: decision.id, number: decision.number }],
      actions: [{ id: action.id, status: 'open' }]
    })
    const listed = (await ask('GET', `/tours/${made.tour.id}/lessons`)).json<{ items: Lesson[] }>()
    expect(listed.items[0]!.recommendations[0]!.state).toBe('decided')
    expect((await ask('PATCH', `/recommendations/${made.id}`, { isDropped: true }, made.version)).statusCode).toBe(409)
  })

  it('is open again when the item leaves the agenda, or the meeting is called off', async () => {
    const made = await addRecommendation(product)
    const { id: meetingId } = await addMeeting(product)
    await ask('POST', `/recommendations/${made.id}/agenda`, { meetingId })
    const meeting = (await ask('GET', `/meetings/${meetingId}`)).json<Meeting>()
    await ask('PATCH', `/meetings/${meetingId}`, { items: meeting.items.slice(0, -1) }, meeting.version)
    expect(await read(made.id)).toMatchObject({ state: 'open', meetings: [] })
    await ask('POST', `/recommendations/${made.id}/agenda`, { meetingId })
    await ask('POST', `/meetings/${meetingId}/cancel`, { reason: 'Adiada' })
    expect((await read(made.id)).state).toBe('open')
    expect((await ask('POST', `/recommendations/${made.id}/agenda`, { meetingId })).statusCode).toBe(409)
  })

  it('is dropped and taken up again, and worded only while it is open', async () => {
    const { id } = await addRecommendation(product)
    expect((await ask('PATCH', `/recommendations/${id}`, { title: 'Melhor dito' }, 1)).statusCode).toBe(200)
    expect((await ask('PATCH', `/recommendations/${id}`, { isDropped: true }, 2)).json()).toMatchObject({
      state: 'dropped'
    })
    expect((await ask('PATCH', `/recommendations/${id}`, { title: 'Outra' }, 3)).statusCode).toBe(409)
    const meetingId = (await addMeeting(product)).id
    expect((await ask('POST', `/recommendations/${id}/agenda`, { meetingId })).statusCode).toBe(409)
    expect((await ask('PATCH', `/recommendations/${id}`, { isDropped: false }, 3)).json()).toMatchObject({
      state: 'open'
    })
  })

  it('is put on the agenda by who calls meetings, not by who travels', async () => {
    const { id } = await addRecommendation(product)
    const { id: meetingId } = await addMeeting(product)
    const answer = await product.send('POST', `/recommendations/${id}/agenda`, {
      headers: programmes.headers,
      payload: { meetingId }
    })
    expect(answer.statusCode).toBe(403)
  })
})
