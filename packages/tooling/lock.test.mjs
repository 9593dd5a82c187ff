import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { lockHolder, tryLock, withLock } from './lock.mjs'

let directory
let file
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'ponte-lock-'))
  file = path.join(directory, 'lock')
})
afterEach(() => rmSync(directory, { recursive: true }))

test('a lock is given once, and again after its release', () => {
  const lock = tryLock(file)
  expect(lockHolder(file)).toBe(process.pid)
  expect(tryLock(file)).toBeUndefined()
  lock.release()
  expect(existsSync(file)).toBe(false)
  expect(tryLock(file)).toBeDefined()
})

test('a killed process does not keep its lock', async () => {
  const module = path.join(import.meta.dirname, 'lock.mjs')
  const script = `import { tryLock } from '${module}'; tryLock('${file}'); console.log('held'); setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 2] })
  await new Promise((resolve) => holder.stdout.once('data', resolve))
  expect(lockHolder(file)).toBe(holder.pid)
  expect(tryLock(file)).toBeUndefined()
  holder.kill('SIGKILL')
  await new Promise((resolve) => holder.once('exit', resolve))
  expect(lockHolder(file)).toBeUndefined()
  expect(tryLock(file)).toBeDefined()
})

test('a living process that only has the number of the holder does not hold the lock', () => {
  writeFileSync(file, `${process.pid}\n1\n`)
  const hasProc = existsSync('/proc/self/stat')
  expect(lockHolder(file)).toBe(hasProc ? undefined : process.pid)
})

test('a file that names no process is no lock', () => {
  writeFileSync(file, 'nonsense')
  expect(tryLock(file)).toBeDefined()
})

test('work under a lock is done one after the other', async () => {
  const events = []
  const work = (name) => async () => {
    events.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 30))
    events.push(`${name} ends`)
  }
  await Promise.all([withLock(file, work('first')), withLock(file, work('second'))])
  expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

test('a lock is released when the work fails', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(lockHolder(file)).toBeUndefined()
})
