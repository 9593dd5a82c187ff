import { expect, test } from '@jest/globals'
import { useRepeatKey } from './useRepeatKey'

test('the same sent again has the same key, and anything else another', () => {
  const keyOf = useRepeatKey()
  const first = keyOf({ name: 'A' })
  expect(keyOf({ name: 'A' })).toBe(first)
  expect(keyOf({ name: 'B' })).not.toBe(first)
})
