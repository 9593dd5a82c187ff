// Plants each kind of forbidden import in a small copy of the tree and sees that it is found: a rule whose pattern has
// gone stale would otherwise stay green for ever.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const cruiser = path.join(import.meta.dirname, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const config = path.join(import.meta.dirname, 'import-rules.cjs')

const component = (script) => `<script setup lang="ts">\n${script}\n</script>\n<template><p /></template>\n`
const files = {
  'packages/schema/src/registry/person.ts': 'export type Person = string\n',
  'packages/schema/src/registry/clock.ts': "import 'node:fs'\n",
  'packages/schema/src/platform/early.ts':
    "import type { Person } from '../registry/person.ts'\nexport type Early = Person\n",
  'apps/api/src/app.ts': "import './registry/people/people.routes.ts'\nexport const app = 1\n",
  'apps/api/src/registry/people/people.routes.ts': "import './people.queries.ts'\n",
  'apps/api/src/registry/people/people.queries.ts': "import './people.table.ts'\n",
  'apps/api/src/registry/people/people.table.ts': 'export const people = 1\n',
  'apps/api/src/registry/things/things.table.ts': "import '../people/people.queries.ts'\n",
  'apps/api/src/registry/things/things.commands.ts': "import '../people/people.routes.ts'\n",
  'apps/api/src/registry/things/things.rules.ts': "import 'node:fs'\n",
  'apps/api/src/registry/things/one.ts': "import './two.ts'\n",
  'apps/api/src/registry/things/two.ts': "import './one.ts'\n",
  'apps/api/src/platform/staff/staff.queries.ts': "import '../../registry/people/people.queries.ts'\n",
  'apps/api/src/platform/staff/staff.jobs.ts': "import '../../app.ts'\nimport './nowhere.ts'\n",
  'apps/api/src/db/pool.ts': "import '../platform/staff/staff.queries.ts'\n",
  'apps/web/src/ui/Button.vue': component("import '../registry/people/PersonRow.vue'"),
  'apps/web/src/registry/people/PersonRow.vue': component("import PersonName from './PersonName.vue'\nPersonName"),
  'apps/web/src/registry/people/PersonName.vue': component(''),
  'apps/web/src/registry/things/ThingPage.vue': component("import '../people/PersonRow.vue'\nimport '../../client.ts'"),
  'apps/web/src/registry/things/lazy.ts': "export const page = () => import('../../outreach/events/EventList.vue')\n",
  'apps/web/src/outreach/events/EventList.vue': component(''),
  'apps/web/src/client.ts': "import '../../api/src/app.ts'\n"
}

const expected = [
  'commands: commands-imports-nothing-above-it',
  'commands: routes-are-only-for-the-app',
  'db: db-knows-no-feature',
  'jobs: no-unknown-modules',
  'jobs: nothing-imports-what-starts-it',
  'queries: platform-knows-no-later-wing',
  'rules: rules-are-pure',
  'schema: platform-knows-no-later-wing',
  'schema: schema-is-only-a-contract',
  'table: table-imports-nothing-above-it',
  'things: no-circles',
  'ui: ui-knows-no-feature',
  'web: components-stay-in-their-feature',
  'web: registry-knows-no-later-wing',
  'web: web-knows-only-the-contract'
]

let directory
beforeAll(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'ponte-imports-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true })
    writeFileSync(path.join(directory, name), content)
  }
})
afterAll(() => rmSync(directory, { recursive: true }))

/** Where a violation was planted, in one word: the layer, or the part of the tree. */
function placeOf(file) {
  const layer = /\.(commands|jobs|queries|rules|table|routes)\.ts$/.exec(file)?.[1]
  const part = /apps\/web\/src\/ui|schema|web|\/db\//.exec(file)?.[0]
  return layer ?? { 'apps/web/src/ui': 'ui', '/db/': 'db' }[part] ?? part ?? 'things'
}

test('each planted violation is found, and nothing else', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cruiser, `--config=${config}`, '--output-type=json', 'apps/api/src', 'apps/web/src', 'packages/schema/src'],
    { cwd: directory, encoding: 'utf8' }
  )
  expect(stderr).toBe('')
  const { violations } = JSON.parse(stdout).summary
  const found = violations.map(({ from, rule }) => `${placeOf(from)}: ${rule.name}`)
  expect([...new Set(found)].sort()).toEqual(expected)
})
