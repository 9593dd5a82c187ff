import { expect, it } from '@jest/globals'
import { createId } from './id.ts'

it('an id is a UUID of version 7, in order of time, and never the same twice', () => {
  const at = Date.parse('2026-11-23T10:00:00Z')
  const ids = Array.from({ length: 1000 }, (_, i) => createId(at + i))
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect([...ids].sort()).toEqual(ids)
  const sameMoment = Array.from({ length: 1000 }, () => createId(at))
  expect([...sameMoment].sort()).toEqual(sameMoment)
  expect(new Set(sameMoment).size).toBe(1000)
  expect(parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
})
