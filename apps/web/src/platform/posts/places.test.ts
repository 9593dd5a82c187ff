import { expect, test } from '@jest/globals'
import type { Post } from '@ponte/schema'
import { holderOf, placeKey, placeOf } from './places'

const post = (id: string, ...keys: string[]) => ({ id, jurisdictions: keys.map(placeOf) }) as Post
const posts = [post('pretoria', 'ZA'), post('joburg', 'ZA-GP', 'ZA-NW')]

test('a place is the same as text and as country and area', () => {
  for (const key of ['PT', 'ZA-KZN']) expect(placeKey(placeOf(key))).toBe(key)
})

test('a place that another post has is found, with whose it is', () => {
  expect(holderOf('ZA-GP', posts)?.id).toBe('joburg')
  expect(holderOf('ZA-GP', posts, 'joburg')).toBeUndefined()
})

test('an area does not quarrel with the country around it', () => {
  expect(holderOf('ZA-MP', posts)).toBeUndefined()
})
