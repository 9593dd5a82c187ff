import { expect, test } from '@jest/globals'
import { holderOf, termState } from './useCommittee'

const term = { kind: 'titular' as const, startsOn: '2026-01-01', endsOn: '2026-06-30' }

test.each([
  ['coming', '2025-12-31'],
  ['running', '2026-01-01'],
  ['running', '2026-06-30'],
  ['over', '2026-07-01']
])('a mandate is %s on %s', (state, day) => expect(termState(term, day)).toBe(state))

test('a seat is held by who has the mandate of that kind on that day', () => {
  expect(holderOf([term], 'titular', '2026-03-01')).toBe(term)
  expect(holderOf([term], 'alternate', '2026-03-01')).toBeUndefined()
  expect(holderOf([term], 'titular', '2026-07-01')).toBeUndefined()
})
