import { describe, expect, it } from '@jest/globals'
import type { AlertState } from '@ponte/schema'
import { mailOf, mayDeclare, smsOf, stateAfter, wordsFor, type AlertAct } from './alerts.rules.ts'

const pt = { subject: 'Cheias em Maputo', text: 'Fique em casa.' }
const en = { subject: 'Floods in Maputo', text: 'Stay at home.' }
const address = 'https://ponte.example.org/alerta?t=abc'

describe('an alert', () => {
  it.each<[AlertAct, AlertState, AlertState | undefined]>([
    ['declare', 'proposed', 'declared'],
    ['declare', 'declared', undefined],
    ['declare', 'dropped', undefined],
    ['drop', 'proposed', 'dropped'],
    ['drop', 'declared', undefined],
    ['end', 'declared', 'ended'],
    ['end', 'proposed', undefined],
    ['end', 'ended', undefined]
  ])('%s when it is %s: %s', (act, state, after) => expect(stateAfter(act, state)).toBe(after))

  it('is declared by anybody but who proposed it', () => {
    expect(mayDeclare('a', { proposedBy: 'a' })).toBe(false)
    expect(mayDeclare('b', { proposedBy: 'a' })).toBe(true)
  })

  it.each([
    ['eng', en, 'en'],
    ['eng', null, 'pt'],
    ['por', en, 'pt'],
    ['vmw', en, 'pt']
  ])('to somebody who prefers %s is in the words there are', (language, english, expected) =>
    expect(wordsFor({ pt, en: english }, language).language).toBe(expected)
  )

  it('fits two SMS with its link, and says no word of being registered', () => {
    const longest = { subject: 'x'.repeat(70), text: '' }
    const text = smsOf('Ponte', longest, `https://ponte.example.org/alerta?t=${'a'.repeat(80)}`)
    // Two parts of 153 characters in GSM 03.38.
    expect(text.length).toBeLessThanOrEqual(306)
    expect(text).not.toMatch(/regist/i)
  })

  it('says in a mail what happened, where to answer, and why it came', () => {
    const text = mailOf({ language: 'en', ...en }, address)
    expect(text).toContain('Stay at home.')
    expect(text).toContain(address)
    expect(text).toContain('Two members of staff')
  })
})
