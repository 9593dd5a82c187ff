import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { root as repository } from '../places.mjs'
import { ASVS_FILE, checkAsvs } from './asvs.mjs'

let root
beforeEach(() => (root = mkdtempSync(path.join(os.tmpdir(), 'ponte-asvs-'))))
afterEach(() => rmSync(root, { recursive: true }))

const requirements = [
  '| V1.1.1 | L2 | read once | met | `apps/api/src/app.ts` |',
  '| V1.1.2 | L1 | escaped | partly | no test |',
  '| V2.1.1 | L1 | written | for the deployment | – |'
]

/** What is said of a document with these lines. */
function check({ v1 = '| V1 Encoding | 1 | 1 | 0 | 0 | 2 |', gaps = 'V1.1.2', rows = requirements } = {}) {
  mkdirSync(path.join(root, 'docs'), { recursive: true })
  const counts = [v1, '| V2 Rules | 0 | 0 | 0 | 1 | 1 |', '| **all** | **1** | **1** | **0** | **1** | **3** |']
  const parts = ['# A', '## Counts', ...counts, '## Not met, and more', `| x | ${gaps} | y |`, '## All', ...rows]
  writeFileSync(path.join(root, ASVS_FILE), parts.join('\n'))
  return checkAsvs(root).map((line) => line.replace(`${ASVS_FILE}: `, ''))
}

test('a document whose counts are those of its tables passes', () => expect(check()).toEqual([]))

test('no document, no word', () => expect(checkAsvs(root)).toEqual([]))

test('a count that is not that of the table is named', () => {
  expect(check({ v1: '| V1 Encoding | 2 | 0 | 0 | 0 | 2 |' })).toEqual([
    'the counts of V1 are 1 1 0 0 2 in the tables and 2 0 0 0 2 at the top'
  ])
})

test('a chapter without a count is named', () => {
  expect(check({ v1: '' })).toEqual(['the counts of V1 are 1 1 0 0 2 in the tables and nothing at the top'])
})

test('a gap that is not told, and one that is none, are named', () => {
  expect(check({ gaps: 'V2.1.1' })).toEqual([
    'V1.1.2 is a gap and does not stand among what it would take',
    'V2.1.1 stands among the gaps and is none'
  ])
})

test.each([
  ['a verdict of its own', '| V2.1.1 | L1 | written | nearly | – |', 'V2.1.1 has the unknown verdict "nearly"'],
  [
    'no level',
    '| V2.1.1 | 1 | written | for the deployment | – |',
    'V2.1.1 has no level, or does not say what it asks for'
  ],
  ['nothing to show', '| V2.1.1 | L1 | written | met | of course |', 'V2.1.1 is met and shows no file']
])('a row with %s is named', (_, row, problem) => {
  expect(check({ rows: [...requirements.slice(0, 2), row] })).toContain(problem)
})

test('a requirement that stands twice is named', () => {
  expect(check({ rows: [...requirements, requirements[0]] })).toContain('V1.1.1 stands twice')
})

test('our own document agrees with itself', () => expect(checkAsvs(repository)).toEqual([]))
