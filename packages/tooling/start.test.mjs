import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'

let dataDir
beforeEach(() => (dataDir = mkdtempSync(path.join(os.tmpdir(), 'ponte-start-'))))
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Starts the product with settings and options that it has to refuse; what it said, and its exit code. */
function refused(environment, ...options) {
  return new Promise((resolve) => {
    const started = spawn(process.execPath, [path.join(import.meta.dirname, 'start.mjs'), ...options], {
      env: { ...process.env, DATA_DIR: dataDir, ...environment }
    })
    let said = ''
    started.stderr.on('data', (part) => (said += part))
    started.once('exit', (code) => resolve({ code, said }))
  })
}

test('a taken port is told before anything is built or migrated', async () => {
  const other = net.createServer()
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address()
  try {
    const { code, said } = await refused({ HOST: '127.0.0.1', PORT: String(port) })
    expect(said).toMatch(new RegExp(`^Port ${port} is taken.*PORT=${port + 1} in front`))
    expect(code).toBe(1)
    expect(readdirSync(dataDir)).toEqual([])
  } finally {
    other.close()
  }
})

test('an option that it does not know is not swallowed', async () => {
  const { code, said } = await refused({}, '--port', '4000')
  expect(said).toMatch(/^There is no option "--port"\. .*PORT=4000/)
  expect(code).toBe(1)
})
