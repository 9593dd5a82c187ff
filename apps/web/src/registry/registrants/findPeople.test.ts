import { expect, test } from '@jest/globals'
import { searchOf } from './findPeople'

test('a name is searched for as a text', () => {
  expect(searchOf('  macuacua jose ')).toEqual({ text: 'macuacua jose' })
})

test('an address with an at sign is searched for exactly', () => {
  expect(searchOf('anchia@exemplo.org')).toEqual({ contact: { kind: 'email', value: 'anchia@exemplo.org' } })
})

test('a number that can be called is searched for exactly', () => {
  expect(searchOf('+27 82 123 4567')).toEqual({ contact: { kind: 'phone', value: '+27 82 123 4567' } })
})

test('ten digits with a right check digit may be a reference or a number', () => {
  const both = searchOf('5724572450')
  expect(both.contact).toBeDefined()
  expect(searchOf('572').contact).toBeUndefined()
})
