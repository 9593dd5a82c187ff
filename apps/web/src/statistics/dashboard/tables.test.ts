import { expect, test } from '@jest/globals'
import { ranked, sumOf, toChart, toPlaces } from './tables'

const cells = [
  { code: 'ZA', label: 'África do Sul', count: 120 },
  { code: 'PT', label: 'Portugal', count: 300 },
  { code: 'KE', label: 'Quénia', count: null },
  { code: 'unknown', label: 'Sem resposta', count: 40 }
]

test('a count that is held back is never drawn as zero', () => {
  expect(toChart(cells, 'Pessoas').series[0]?.cells).toEqual([120, 300, 'hidden', 40])
})

test('what nobody said is no place on a map', () => {
  expect(toPlaces(cells).map(({ code }) => code)).toEqual(['ZA', 'PT', 'KE'])
})

test('the largest comes first, and what is not known is not ranked', () => {
  expect(ranked(cells).map(({ code }) => code)).toEqual(['PT', 'ZA'])
  expect(sumOf(cells)).toBe(460)
})
