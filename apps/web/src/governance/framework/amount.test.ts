import { expect, it } from '@jest/globals'
import { amountOf, amountOrNull, typedAmount } from './amount'

it.each([
  ['5', 5],
  ['40,3', 40.3],
  ['40.3', 40.3],
  ['1 250 000', 1_250_000],
  [' -2 ', -2],
  ['', NaN],
  ['muitos', NaN],
  ['1,2,3', NaN],
  ['1e9', NaN]
])('«%s» typed in a field is %p', (text, amount) => expect(amountOf(text)).toBe(amount))

it('an empty field is no number at all, and a number comes back as it was typed', () => {
  expect(amountOrNull('  ')).toBeNull()
  expect(amountOrNull('abc')).toBeNaN()
  expect(typedAmount(null)).toBe('')
  expect(amountOf(typedAmount(40.3))).toBe(40.3)
})
