import { expect, test } from '@jest/globals'
import { readFilters, writeFilters } from './useRegistrantFilters'

test('filters come back from the address as they went into it', () => {
  const filters = { country: 'ZA', area: 'ZA-GP', bornFrom: 1980, registeredTo: '2026-10-31' }
  expect(readFilters(writeFilters(filters))).toEqual(filters)
})

test('what is not a filter, or is only half typed, is left out', () => {
  const typed = { name: 'Maria', bornFrom: '19', status: '', cursor: 'x', campaignCode: 'A', registeredFrom: '2026-1-' }
  expect(readFilters(typed)).toEqual({})
})
