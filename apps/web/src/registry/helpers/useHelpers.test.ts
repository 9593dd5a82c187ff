import { expect, test } from '@jest/globals'
import { stateOf } from './useHelpers'

const now = new Date('2026-11-20T10:00:00Z')
const helper = { quota: 20, used: 3, expiresAt: '2026-12-01T00:00:00Z', revokedAt: null }

test.each([
  ['is good while there is quota and time', helper, 'usable'],
  ['is used up at its quota', { ...helper, used: 20 }, 'full'],
  ['is over after its last day', { ...helper, expiresAt: '2026-11-20T09:59:59Z' }, 'over'],
  ['stays ended, whatever is left', { ...helper, revokedAt: '2026-11-19T00:00:00Z' }, 'revoked']
])('a code %s', (_, one, state) => {
  expect(stateOf(one, now)).toBe(state)
})
