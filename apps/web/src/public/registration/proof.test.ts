import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { sha256, solve, zeroBits } from './proof'

const hexOf = (words: Int32Array) => Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
const hash = (text: string) => createHash('sha256').update(text).digest()

test.each([0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 200])('a text of %i characters has the hash that it has elsewhere', (length) => {
  const text = 'abcdefghij'.repeat(20).slice(0, length)
  expect(hexOf(sha256(text))).toBe(hash(text).toString('hex'))
})

test.each([20, 40, 53, 62, 63, 64, 90])('the solution for a challenge of %i characters is one', (length) => {
  const challenge = 'q'.repeat(length)
  const nonce = solve(challenge, 10)!
  expect(nonce.length).toBeLessThanOrEqual(40)
  expect(hash(`${challenge}.${nonce}`).readUInt32BE(0) >>> 22).toBe(0)
})

test('a solution is found in pieces as well', () => {
  let nonce: string | undefined
  for (let from = 0; nonce === undefined; from += 50) nonce = solve('pieces', 8, from, 50)
  expect(zeroBits(sha256(`pieces.${nonce}`))).toBeGreaterThanOrEqual(8)
})

test('zero bits are counted over words', () => {
  expect(zeroBits(Int32Array.of(0, 1, 0))).toBe(63)
  expect(zeroBits(Int32Array.of(-1))).toBe(0)
})
