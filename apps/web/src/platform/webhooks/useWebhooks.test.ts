import { expect, test } from '@jest/globals'
import { stateOf } from './useWebhooks'

test.each([
  ['is on while all arrives', { enabled: true, failingSince: null }, 'on'],
  ['is troubled since something did not arrive', { enabled: true, failingSince: '2026-11-20T00:00:00Z' }, 'troubled'],
  ['is off, whatever did not arrive before', { enabled: false, failingSince: '2026-11-20T00:00:00Z' }, 'off']
])('a webhook %s', (_, webhook, state) => {
  expect(stateOf(webhook)).toBe(state)
})
