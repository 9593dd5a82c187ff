import { expect, test } from '@jest/globals'
import { readFilters, writeFilters } from './useRegistrantFilters'

test('filters come back from the address as they went into it', () => {
  const filters = { country: 'ZA', area: 'ZA-GP', bornFrom: 1980, registeredTo: '2026-10-31' }
  expect(readFilters(writeFilters(filters))).toEqual(filters)
})

test('what is not a filter, or no year where a year should be, is left out', () => {
  expect(readFilters({ name: 'Maria', bornFrom: 'abc', status: '', cursor: 'x' })).toEqual({})
})
