import { expect, test } from '@jest/globals'
import { matching } from './useCombo'

const options = ['Moçambique', 'África do Sul', 'República Centro-Africana'].map((label) => ({ value: label, label }))

test('accents and capitals do not matter', () => {
  expect(matching(options, 'MOCAM').map(({ label }) => label)).toEqual(['Moçambique'])
})

test('what begins with the typed letters stands before what only holds them', () => {
  expect(matching(options, 'afric').map(({ label }) => label)).toEqual(['África do Sul', 'República Centro-Africana'])
})
