import { expect, it } from '@jest/globals'
import type { Dashboard } from '@ponte/schema'
import { takeFigure } from './evidence.rules.ts'

const cells = [
  { code: 'ZA', label: 'África do Sul', count: 120 },
  { code: 'PT', label: 'Portugal', count: null },
  { code: 'MW', label: 'Malawi', count: 0 }
]
const dashboard = {
  asOf: '2026-11-23T00:00:00.000Z',
  tables: [{ name: 'country', cells, hidden: 1 }]
} as unknown as Dashboard

it.each([
  [
    'as it is shown',
    'country',
    'ZA',
    { table: 'country', code: 'ZA', label: 'África do Sul', value: 120, asOf: dashboard.asOf }
  ],
  ['also where it is nought', 'country', 'MW', expect.objectContaining({ value: 0 })],
  ['not where it is withheld', 'country', 'PT', 'withheld'],
  ['not where there is none', 'country', 'XX', 'unknown'],
  ['not from a table that is not shown', 'age', 'ZA', 'unknown']
] as const)('a figure is cited %s', (_how, table, code, taken) =>
  expect(takeFigure(dashboard, table, code)).toEqual(taken)
)
