import { describe, expect, it } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import { ATTEMPTS_MAX, bodyOf, createSigningSecret, pauseAfter, signatureHeaders } from './webhooks.rules.ts'

const occurredAt = new Date('2026-11-24T00:00:00Z')
const body = bodyOf({ type: 'decision.made', occurredAt, dataId: '0193a5b0-0000-7000-8000-000000000001' })
const now = () => Math.floor(Date.now() / 1000)

describe('attempts', () => {
  it('come at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, and then no more', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((attempt) => {
      const seconds = pauseAfter(attempt)
      return seconds === null ? null : seconds / 60
    })
    expect(minutes).toEqual([5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440, null])
    expect([ATTEMPTS_MAX, pauseAfter(11)]).toEqual([10, null])
  })
})

describe('a message', () => {
  it('is a type, a time and an id, and nothing else', () => {
    expect(JSON.parse(body)).toEqual({
      type: 'decision.made',
      timestamp: '2026-11-24T00:00:00.000Z',
      data: { id: '0193a5b0-0000-7000-8000-000000000001' }
    })
  })

  it('is verified by the reference library with either of two live secrets, and with no other', () => {
    const [fresh, before, other] = [createSigningSecret(), createSigningSecret(), createSigningSecret()]
    expect(fresh).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const headers = signatureHeaders([fresh, before], 'msg', now(), body)
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2)
    expect(new Webhook(fresh).verify(body, headers)).toEqual(JSON.parse(body))
    expect(new Webhook(before).verify(body, headers)).toEqual(JSON.parse(body))
    expect(() => new Webhook(other).verify(body, headers)).toThrow()
  })

  it.each([
    ['a changed body', { change: ' ' }],
    ['another id', { 'webhook-id': 'other' }],
    ['another time', { 'webhook-timestamp': String(now() - 1) }],
    ['a time long ago', { old: true }]
  ])('is not verified with %s', (_, { change = '', old = false, ...headers }: Record<string, unknown>) => {
    const secret = createSigningSecret()
    const signed = signatureHeaders([secret], 'msg', now() - (old ? 600 : 0), body)
    expect(() => new Webhook(secret).verify(body + String(change), { ...signed, ...headers })).toThrow()
  })
})
