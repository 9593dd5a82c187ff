import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { startTestProduct, type TestProduct } from '../test/harness.ts'
import { beginNights, listDueSteps, nightOf, runStep } from './nights.ts'

const HOUR_MS = 3_600_000
let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

it.each([
  ['2026-11-24T00:16:59Z', '2026-11-23'],
  ['2026-11-24T00:17:00Z', '2026-11-24'],
  ['2026-11-24T22:30:00Z', '2026-11-24']
])('at %s in Maputo the last night is that of %s', (moment, night) =>
  expect(nightOf('Africa/Maputo', new Date(moment))).toBe(night)
)

it('does each step once a night, catches up on a night that was missed, and lets one failure stop no other', async () => {
  const { worker, clock } = product
  const done: string[] = []
  let isBroken = true
  const names = ['broken', 'well']
  const steps = {
    broken: async () => {
      if (isBroken) throw new Error('disk full')
      done.push('broken')
      return {}
    },
    well: async () => (done.push('well'), { rows: 1 })
  }
  const night = async () => {
    for (const name of await listDueSteps(worker, names))
      await runStep(worker, { name, run: steps[name as keyof typeof steps] }).catch(() => {})
  }
  await beginNights(worker, names)
  await night()
  expect(done).toEqual([])
  // It was down at 2:17, and for a day more.
  clock.forward(48 * HOUR_MS)
  await beginNights(worker, names)
  await night()
  expect(done).toEqual(['well'])
  isBroken = false
  await night()
  expect(done).toEqual(['well', 'broken'])
  expect(await listDueSteps(worker, names)).toEqual([])
})
