import { describe, expect, it } from '@jest/globals'
import crypto from 'node:crypto'
import { bodyOf, contentFor, failureOf, pauseSeconds, stateAfter } from './mailings.rules.ts'
import { makeToken, readToken } from '../tokens.rules.ts'

it.each([
  ['propose', 'draft', 'proposed'],
  ['propose', 'proposed', undefined],
  ['revise', 'proposed', 'draft'],
  ['approve', 'draft', undefined],
  ['approve', 'proposed', 'sending'],
  ['approve', 'sending', undefined],
  ['stop', 'sending', 'stopped'],
  ['stop', 'finished', undefined],
  ['resendUnknown', 'finished', 'sending'],
  ['resendUnknown', 'stopped', undefined]
] as const)('%s a mailing that is %s: %s', (act, state, expected) => {
  expect(stateAfter(act, state)).toBe(expected)
})

describe('after a try that failed', () => {
  it.each([
    ['a server that says later', { responseCode: 451, mayHaveLeft: true }, 'retry'],
    ['a server that says never', { responseCode: 550, mayHaveLeft: false }, 'failed'],
    ['a break before the text', { mayHaveLeft: false }, 'retry'],
    ['a break while the text went, or after it', { mayHaveLeft: true }, 'unknown'],
    ['a break of which nothing is known', {}, 'unknown']
  ] as const)('%s', (_, error, expected) => {
    expect(failureOf(error)).toBe(expected)
  })

  it('the pauses grow to an hour and no further', () => {
    expect([1, 2, 3, 20].map(pauseSeconds)).toEqual([30, 60, 120, 3600])
  })
})

describe('the text of a message', () => {
  const mailing = { pt: { subject: 'Feira', text: 'Venha.' }, en: { subject: 'Fair', text: 'Come.' } }

  it('is in the language of the person, in Portuguese where there is no other', () => {
    expect(contentFor(mailing, 'eng').subject).toBe('Fair')
    expect(contentFor(mailing, 'vmw').subject).toBe('Feira')
    expect(contentFor({ ...mailing, en: null }, 'eng').subject).toBe('Feira')
  })

  it('says why it came and how to stop it', () => {
    const body = bodyOf({ language: 'pt', text: 'Venha.' }, 'news', 'https://ponte.gov.mz/sair?t=x', 'Ponte')
    expect(body).toMatch(/^Venha\.\n\n-- \n/)
    expect(body).toContain('notícias e convites')
    expect(body).toContain('https://ponte.gov.mz/sair?t=x')
  })
})

describe('the token of a link to stop receiving', () => {
  const key = crypto.randomBytes(32)
  const [mailing, person] = [crypto.randomUUID(), crypto.randomUUID()]

  it('is always the same for a message, and opens with our key only', () => {
    const token = makeToken(key, mailing, person)
    expect(makeToken(key, mailing, person)).toBe(token)
    expect(readToken(key, token)).toEqual({ subjectId: mailing, registrantId: person })
    expect(readToken(crypto.randomBytes(32), token)).toBeNull()
  })

  it('names nobody, and cannot be altered', () => {
    const token = makeToken(key, mailing, person)
    expect(Buffer.from(token, 'base64url').toString('hex')).not.toContain(person.replaceAll('-', ''))
    for (const at of [0, 20, 40, 79])
      expect(readToken(key, token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1))).toBeNull()
    expect(readToken(key, 'x'.repeat(80))).toBeNull()
  })
})
