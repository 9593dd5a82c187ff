import { expect, it } from '@jest/globals'
import { addMonths } from './outcomes.rules.ts'

it.each([
  ['2026-11-25', 6, '2027-05-25'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-11-25', 12, '2027-11-25']
])('%s and %i months is %s', (day, months, later) => expect(addMonths(day, months)).toBe(later))
