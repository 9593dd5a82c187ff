import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { checkDocs } from './check.mjs'

let root
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'ponte-docs-'))
  write('package.json', JSON.stringify({ scripts: { start: 'x', 'docs:check': 'x' } }))
  write('apps/api/src/app.ts', '')
  write('docs/glossary.md', '')
})
afterEach(() => rmSync(root, { recursive: true }))

function write(name, content) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
  writeFileSync(path.join(root, name), content)
}

test('docs that name what exists pass', () => {
  write(
    'README.md',
    [
      'Read the [glossary](docs/glossary.md#terms), [here](#below) and [elsewhere](https://example.org/x).',
      'It begins in `apps/api/src/app.ts`, a feature is `apps/api/src/<wing>/`, tests are `apps/**/app.ts`.',
      'Run `npm start`, then `npm run docs:check`; the address is `/api/v1`, the type `and/or`.',
      '```ts\nconst [first](second) = third\n```'
    ].join('\n')
  )
  expect(checkDocs(root)).toEqual([])
})

test('each thing that does not exist is named with its line', () => {
  write('docs/deep/page.md', '[up](../glossary.md)\n[gone](../gone.md)\n\n[ref]: nowhere.md\n')
  write('README.md', 'See `apps/api/src/gone.ts` and `infra/**/*.yaml`.\n\nThen `npm run launch` and\n\n    npm test\n')
  expect(checkDocs(root)).toEqual([
    'README.md:1: there is no apps/api/src/gone.ts',
    'README.md:1: there is no infra/**/*.yaml',
    'README.md:3: package.json has no script "launch"',
    'README.md:5: package.json has no script "test"',
    'docs/deep/page.md:2: the link leads nowhere: ../gone.md',
    'docs/deep/page.md:4: the link leads nowhere: nowhere.md'
  ])
})
