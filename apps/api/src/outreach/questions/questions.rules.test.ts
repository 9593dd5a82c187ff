import { expect, it } from '@jest/globals'
import { mayAsk, shownMedian, stateAfter } from './questions.rules.ts'

it.each([
  ['reply', 'open', 'open'],
  ['assign', 'open', 'open'],
  ['close', 'open', 'closed'],
  ['reopen', 'closed', 'open'],
  ['withdraw', 'open', 'withdrawn'],
  ['reply', 'closed', null],
  ['close', 'closed', null],
  ['reopen', 'open', null],
  ['withdraw', 'closed', null],
  ['reopen', 'withdrawn', null]
] as const)('%s of a question that is %s leads to %s', (act, state, next) => {
  expect(stateAfter(act, state)).toBe(next)
})

it.each([
  ['an adult', { child: false, guardianRelation: null }, true],
  ['a child', { child: true, guardianRelation: 'mother' }, false],
  ['a child that came of age and was not claimed', { child: false, guardianRelation: 'mother' }, false]
])('the record of %s may ask: %j → %s', (_who, record, expected) => {
  expect(mayAsk(record)).toBe(expected)
})

it.each([
  ['no answers', { answered: 0, medianSeconds: null }, null],
  ['four answers', { answered: 4, medianSeconds: 3600 }, null],
  ['five answers', { answered: 5, medianSeconds: 5400 }, 1.5]
])('with %s the median is shown as it should', (_what, figures, expected) => {
  expect(shownMedian(figures)).toBe(expected)
})
