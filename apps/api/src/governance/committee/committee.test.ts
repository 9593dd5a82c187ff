import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Committee } from '@ponte/schema'
import { addCalledMeeting, addHeldMeeting, addSeat, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff } from '../../../test/people.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

const read = async () =>
  (await product.send('GET', '/committee', { headers: (await secretaryOf(product)).headers })).json<Committee>()

it('a committee that was never seated has no meeting, no seats, and says so', async () => {
  expect(await read()).toEqual({
    today: '2026-11-23',
    seats: { total: 0, empty: [] },
    ending: [],
    lastMeeting: null,
    daysSinceLastMeeting: null,
    nextMeeting: null,
    actions: { open: 0, overdue: 0 }
  })
})

it('its health names empty seats, mandates that end, and how long ago it met', async () => {
  const held = await addSeat(product, { institution: 'Educação', titular: 'Ana Sitoe' })
  await addSeat(product, { institution: 'Cultura' })
  const { headers } = await secretaryOf(product)
  await product.send('PATCH', `/mandates/${held.mandates[0]!.id}`, {
    headers: { ...headers, 'if-match': '"1"' },
    payload: { endsOn: '2026-12-31' }
  })
  await addHeldMeeting(product, [held])
  const next = await addCalledMeeting(product)
  const health = await read()
  expect(health.seats).toMatchObject({ total: 2, empty: [{ institution: 'Cultura' }] })
  expect(health.ending).toMatchObject([{ institution: 'Educação', name: 'Ana Sitoe', endsOn: '2026-12-31', days: 38 }])
  expect([health.daysSinceLastMeeting, health.nextMeeting?.id]).toEqual([3, next.id])
})

it('an officer is not told how the committee is', async () => {
  const officer = await addStaff(product, 'officer', 'Joanesburgo')
  expect((await product.send('GET', '/committee', { headers: officer.headers })).statusCode).toBe(403)
})
