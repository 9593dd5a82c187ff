import { expect, test } from '@jest/globals'
import { partsOf } from './parts'

test('a link in a message can be pressed, the words around it stay words', () => {
  const parts = partsOf('Abra http://127.0.0.1:3000/equipa/convite#abc e escolha.')
  expect(parts.map(({ isLink }) => isLink)).toEqual([false, true, false])
  expect(parts[1]?.text).toBe('http://127.0.0.1:3000/equipa/convite#abc')
})

test('what only looks like an address is text', () => {
  expect(partsOf('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)', isLink: false }])
})
