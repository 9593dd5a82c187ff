import { expect, it } from '@jest/globals'
import { createLookBack } from './lookBack.ts'

it('looks an hour back at first and every five minutes, and two minutes in between', () => {
  let nowMs = 0
  const lookBackMs = createLookBack(() => nowMs)
  const looks = [0, 1, 299, 300, 301, 599, 600].map((seconds) => ((nowMs = seconds * 1000), lookBackMs() / 60_000))
  expect(looks).toEqual([60, 2, 2, 60, 2, 2, 60])
})
