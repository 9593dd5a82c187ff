import { expect, test } from '@jest/globals'
import { stateOf } from './useClients'

const now = new Date('2026-11-20T10:00:00Z')

test.each([
  ['is let in until its last day', '2027-01-20T00:00:00Z', null, 'live'],
  ['is marked in its last thirty days', '2026-12-19T10:00:00Z', null, 'soon'],
  ['is over at its end', '2026-11-20T10:00:00Z', null, 'over'],
  ['stays revoked, whatever time is left', '2027-01-20T00:00:00Z', '2026-11-01T00:00:00Z', 'revoked']
])('a client %s', (_, expiresAt, revokedAt, state) => {
  expect(stateOf({ expiresAt, revokedAt }, now)).toBe(state)
})
