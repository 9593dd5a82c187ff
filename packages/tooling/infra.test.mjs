// What the files in infra say to the product must be something that it understands.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { heapFlags } from './heap.mjs'
import { root } from './places.mjs'

const read = (file) => readFileSync(path.join(root, file), 'utf8')
/** Variables that are not the product's: of the proxy, of the image of PostgreSQL, of compose. */
const others = /^(PONTE_HOST|PONTE_UPSTREAM|POSTGRES_\w+)$/
const known = new Set(read('infra/README.md').match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\bHOST\b|\bPORT\b/g))

const settingsIn = {
  'infra/ponte.env.example': /^#? ?([A-Z][A-Z0-9_]*)=/gm,
  'infra/compose.yaml': /^ {6}([A-Z][A-Z0-9_]*):/gm,
  'infra/Containerfile': /\b([A-Z][A-Z0-9_]*)=/g,
  'infra/systemd/ponte.service': /(?<=Environment=.*)\b([A-Z][A-Z0-9_]*)=/g,
  'infra/systemd/ponte-backup.service': /(?<=Environment=.*)\b([A-Z][A-Z0-9_]*)=/g
}

describe('the files of a deployment', () => {
  it.each(Object.entries(settingsIn))('%s sets only what infra/README.md explains', (file, pattern) => {
    const names = [...read(file).matchAll(pattern)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !known.has(name) && !others.test(name))).toEqual([])
  })

  it('start scripts that are there', () => {
    const files = globSync('infra/{Containerfile,systemd/*.service}', { cwd: root })
    const scripts = files.flatMap((file) => read(file).match(/packages\/tooling\/[\w-]+\.mjs/g) ?? [])
    expect(scripts.length).toBeGreaterThanOrEqual(3)
    for (const script of scripts) expect([script, globSync(script, { cwd: root }).length]).toEqual([script, 1])
  })

  it.each(['infra/Containerfile', 'infra/systemd/ponte.service'])(
    '%s gives the API the memory that npm start gives it',
    (file) => {
      expect(read(file).match(/--(?:max|v8)-[\w-]+=\d+/g)).toEqual(heapFlags)
    }
  )

  it('take the pnpm that the workspace is pinned to', () => {
    const { packageManager } = JSON.parse(read('package.json'))
    expect(read('infra/Containerfile')).toContain(`--package=${packageManager} `)
  })
})
