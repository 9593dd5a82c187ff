import { expect, test } from '@jest/globals'
import { counterNames, emptyEntry, toRegistration } from './counter'

const entry = {
  ...emptyEntry('ZA'),
  givenNames: 'Celeste',
  birth: { day: '', month: '', year: '1990' },
  sex: 'woman' as const,
  link: 'citizen' as const,
  bornInCountry: 'yes' as const
}

test('who has no phone and no e-mail is registered without a contact, whatever was typed before', () => {
  const values = {
    ...entry,
    contact: { kind: 'none' as const, value: '82 123', ownership: 'mine' as const, whatsapp: true }
  }
  expect(toRegistration(values, '2026-11', []).contact).toEqual({ kind: 'none' })
})

test('the carer of a child goes along, and only of a child', () => {
  const guardian = { relation: 'mother' as const, givenNames: 'Ana', surnames: 'Bila' }
  expect(toRegistration({ ...entry, guardian }, '2026-11', []).guardian).toBeUndefined()
  expect(toRegistration({ ...entry, guardian, forWhom: 'child' }, '2026-11', []).guardian).toEqual(guardian)
})

test('an answer about the age counts only while it is asked for', () => {
  expect(toRegistration({ ...entry, adult: 'no' }, '2026-11', []).adult).toBeUndefined()
  expect(toRegistration({ ...entry, adult: 'no' }, '2026-11', ['adult']).adult).toBe(false)
})

test('the consent is to the version that was read', () => {
  expect(toRegistration(entry, '2026-11', []).notice).toEqual({ version: '2026-11', language: 'pt', accepted: true })
})

test('a problem of the server finds its field', () => {
  expect(counterNames).toMatchObject({ 'person.givenNames': 'givenNames', 'person.birthYear': 'birth' })
})
