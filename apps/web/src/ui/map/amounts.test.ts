import { expect, test } from '@jest/globals'
import { classEdges, levelOf } from './amounts'

const places = (...figures: number[]) => figures.map((cell, place) => ({ code: String(place), cell }))

test('classes hold about as many places each and begin at one', () => {
  expect(classEdges(places(10, 20, 300, 4000, 5000, 60000, 70000, 800000, 9000000, 10000000))).toEqual([
    1, 300, 5000, 70000, 9000000
  ])
})

test('where all places have the same figure there is one edge to it', () => {
  expect(classEdges(places(5, 5, 5))).toEqual([1, 5])
})

test('no figure at all gives one class and fails nowhere', () => {
  expect(classEdges([])).toEqual([1])
})

test.each([
  [undefined, 'unknown'],
  ['unknown', 'unknown'],
  ['hidden', 'hidden'],
  [0, 0],
  [1, 1],
  [10, 3],
  [100000, 5]
] as const)('%s is drawn as %s: unknown and withheld are never zero', (cell, level) => {
  expect(levelOf(cell, [1, 5, 10, 50, 100])).toBe(level)
})
