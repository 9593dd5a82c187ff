import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { codeKey, isBot, makeCode } from './codes.rules.ts'

describe('a code', () => {
  it('is a word and two digits that can be said and typed, whatever the dice say', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const code = makeCode((below) => seed % below)
        expect(code).toMatch(/^[A-Z]{3,6}[2345789]{2}$/)
      })
    )
  })

  it('grows where those of two digits are used up', () => {
    expect(makeCode(() => 0, 4)).toBe('MANGA2222')
  })

  it.each(['MANGA27', 'manga 27', 'Manga-27', ' manga27 '])('is the same however it is written: %j', (typed) => {
    expect(codeKey(typed)).toBe('MANGA27')
  })
})

it.each([
  ['', true],
  ['WhatsApp/2.23.20.0 A', true],
  ['facebookexternalhit/1.1', true],
  ['TelegramBot (like TwitterBot)', true],
  ['curl/8.1', true],
  ['Mozilla/5.0 (compatible; Googlebot/2.1)', true],
  ['Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/87.0 Mobile Safari/537.36', false],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 14_0 like Mac OS X) Version/14.0 Mobile Safari/604.1', false],
  ['Mozilla/5.0 (Linux; Android 11) FB_IAB/FB4A;FBAV/400.0', false]
])('tells %j apart: a machine is %s', (agent, expected) => {
  expect(isBot(agent)).toBe(expected)
})
