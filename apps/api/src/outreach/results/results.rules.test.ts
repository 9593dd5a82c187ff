import { expect, it } from '@jest/globals'
import { costPerOne, linkResults, progressOf } from './results.rules.ts'

const link = (id: string, cost: number) => ({
  id,
  campaignId: 'c',
  code: 'MAR22',
  channel: 'radio' as const,
  place: '',
  messenger: '',
  cost,
  closedAt: null,
  createdAt: '2026-11-01T00:00:00Z'
})

it.each([
  [1000, 4, 250],
  [1000, 3, 333.33],
  [0, 5, 0],
  [1000, 0, null]
])('%i spent on %i of them is %s each', (spent, confirmed, expected) => {
  expect(costPerOne(spent, confirmed)).toBe(expected)
})

it('a campaign costs what its links cost and what belongs to none', () => {
  const results = linkResults(
    [link('a', 600), link('b', 300)],
    [
      { linkId: 'a', step: 'confirmed', count: 4 },
      { linkId: 'b', step: 'confirmed', count: 1 },
      { linkId: 'b', step: 'interested', count: 4 },
      { linkId: 'b', step: 'bots', count: 7 }
    ]
  )
  expect(results.map(({ bots, costPerConfirmed: cost }) => [bots, cost])).toEqual([
    [0, 150],
    [7, 300]
  ])
  expect(progressOf(100, results)).toEqual({
    confirmed: 5,
    interested: 4,
    spent: 1000,
    costPerConfirmed: 200,
    costPerInterested: 250
  })
})
