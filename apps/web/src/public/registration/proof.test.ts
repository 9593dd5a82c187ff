import { expect, test } from '@jest/globals'
import { sha256, solve, zeroBits } from './proof'

const hexOf = (words: Int32Array) => Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')

// Computed with another implementation; 55 and 56, 63 and 64, 119 and 120 stand on either side of a block.
const known: [length: number, hash: string][] = [
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
  [55, '4406b9931051072b50b3245d51f9f57baf7b39acf85b1cce452ec6c81d2a384f'],
  [56, 'bfcf8730342196aeae0adaed61dabec7e8261428b5220ae5f3d1a9fa9621cd12'],
  [63, '4cdd0f4b4d356151ccf3d9e7909b91aeddb233ef5e1fb0a83369c81677aa1d6c'],
  [64, '2a94c28f8bed8b9015dbfd25bb5ebde8bf5a38e88d18e287c4050a07f3367527'],
  [119, '2cf6d6bcf35eba96d4d10d2aef3758a8d94a617e884681d74e5be766bdf98fbe'],
  [120, 'dbfede189a826c8621e49ef635f526446292949b570131e1826222decdf75639'],
  [200, '5d21f71a6600f3754431bf20ce4c69e7ff23f66d3140b8a8346e5e26eab201dc']
]
test.each(known)('a text of %i characters has the hash that it has elsewhere', (length, hash) => {
  expect(hexOf(sha256('abcdefghij'.repeat(20).slice(0, length)))).toBe(hash)
})

test.each([20, 40, 53, 62, 63, 64, 90])('the solution for a challenge of %i characters is one', (length) => {
  const challenge = 'q'.repeat(length)
  const nonce = solve(challenge, 10)!
  expect(nonce.length).toBeLessThanOrEqual(40)
  expect(zeroBits(sha256(`${challenge}.${nonce}`))).toBeGreaterThanOrEqual(10)
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
