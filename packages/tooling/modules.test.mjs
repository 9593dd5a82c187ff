import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { root } from './places.mjs'

const addressOf = (file) => JSON.stringify(pathToFileURL(path.join(root, file)).href)

/** Loads the API in a process of its own; each module is looked for in both ways. */
const script = `
  import { registerHooks } from 'node:module'
  import { resolve } from ${addressOf('packages/tooling/modules.mjs')}
  const report = { asked: 0, quick: 0, different: [] }
  registerHooks({
    resolve(specifier, context, next) {
      let byNode = false
      const found = resolve(specifier, context, (...asked) => ((byNode = true), next(...asked)))
      const expected = next(specifier, context)
      report.asked++
      if (!byNode) report.quick++
      if (found.url !== expected.url || found.format !== expected.format)
        report.different.push({ specifier, from: context.parentURL, found, expected })
      return expected
    }
  })
  await import(${addressOf('apps/api/src/server.ts')})
  await import(${addressOf('apps/api/src/cli/main.ts')})
  console.log(JSON.stringify(report))
  process.exit()
`

describe('where modules stand', () => {
  it('is what Node would say, for all that the API is made of', () => {
    const report = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' })
    )
    expect(report.different).toEqual([])
    expect(report.quick).toBeGreaterThan(2000)
    expect(report.quick).toBeGreaterThan(report.asked * 0.6)
  })
})
