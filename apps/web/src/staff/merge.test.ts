import { expect, test } from '@jest/globals'
import { changesBetween, merge } from './merge'

const base = { name: 'Embaixada em Lisboa', city: 'Lisboa', places: ['PT'] }

test('only what differs is sent', () => {
  expect(changesBetween(base, { ...base, places: ['PT', 'ES'] })).toEqual({ places: ['PT', 'ES'] })
  expect(changesBetween(base, { ...base })).toEqual({})
})

test('what I left alone takes the other person’s value', () => {
  const { merged, clashes, adopted } = merge(
    base,
    { ...base, city: 'Lisboa, Portugal' },
    { ...base, places: ['PT', 'CV'] }
  )
  expect(merged).toEqual({ ...base, city: 'Lisboa, Portugal', places: ['PT', 'CV'] })
  expect(adopted).toEqual(['places'])
  expect(clashes).toEqual([])
})

test('what both changed stays as I typed it, and is named', () => {
  const { merged, clashes } = merge(base, { ...base, city: 'Cascais' }, { ...base, city: 'Sintra' })
  expect(merged.city).toBe('Cascais')
  expect(clashes).toEqual(['city'])
})

test('two people who changed it to the same have no quarrel', () => {
  expect(merge(base, { ...base, city: 'Sintra' }, { ...base, city: 'Sintra' }).clashes).toEqual([])
})
