// A machine whose clock is wrong: the product starts, takes no token that is over by its clock, clears nothing away that is
// not due, and tells who keeps it running that its clock and the database's differ. Needs libfaketime (Debian: faketime).
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseSettings, queryDatabase } from '../kill/product.mjs'
import {
  ask,
  ImpossibleError,
  lostOf,
  noticeVersion,
  ponte,
  registerOnce,
  startProduct,
  withDirectory
} from './trial.mjs'

/** What the nightly steps need to be through, when they should not have run at all. */
const NIGHT_MS = 6000
const clocks = { 'sixteen minutes ahead': '+16m', '400 days ahead': '+400d', 'a day behind': '-1d' }

function findLibrary() {
  const folders = ['x86_64-linux-gnu', 'aarch64-linux-gnu', ''].map((name) => path.join('/usr/lib', name, 'faketime'))
  const found = folders.map((folder) => path.join(folder, 'libfaketime.so.1')).find((file) => existsSync(file))
  if (found) return found
  throw new ImpossibleError('libfaketime is not there. On Debian: apt-get install faketime.')
}

/** The environment in which a process has another date, while its timers run as ever. */
const clockAt = (library, offset) => ({ LD_PRELOAD: library, FAKETIME: offset, FAKETIME_DONT_FAKE_MONOTONIC: '1' })

const whoAmI = async (base, token) =>
  (await ask(base, 'GET', '/api/v1/session', { headers: { authorization: `Bearer ${token}` } })).status

const isTold = async (product) => {
  const { status, text } = await ask(product.base, 'GET', '/readyz')
  return {
    byReadyz: status === 200 && JSON.parse(text).clockAheadSeconds !== undefined,
    byLog: product.log().includes('the clock differs')
  }
}

export function run({ promise, say }) {
  const library = findLibrary()
  return withDirectory(async (dataDir) => {
    const right = await startProduct(dataDir)
    const counts = {}
    try {
      const version = await noticeVersion(right.base)
      const marks = ['clock0', 'clock1', 'clock2']
      for (const mark of marks) await registerOnce(right.base, mark, version)
      const settings = databaseSettings(dataDir)
      const { said: old } = await ponte(dataDir, { ...settings, ...clockAt(library, '-1d') }, 'token', 'administrator')
      const { said: young } = await ponte(dataDir, settings, 'token', 'administrator')
      counts.right = { validToken: await whoAmI(right.base, young), oldToken: await whoAmI(right.base, old) }
      const told = await isTold(right)
      promise(counts.right.validToken === 200, 'A valid token is not taken.')
      promise(counts.right.oldToken === 401, 'A token that is over is taken.')
      promise(!told.byReadyz && !told.byLog, 'A right clock is called wrong.')

      for (const [name, offset] of Object.entries(clocks)) {
        say(name)
        const product = await startProduct(dataDir, {
          more: { ...settings, ...clockAt(library, offset) },
          log: `clock${offset}.log`
        })
        try {
          await sleep(NIGHT_MS)
          const [validToken, oldToken] = [await whoAmI(product.base, young), await whoAmI(product.base, old)]
          const wrong = await isTold(product)
          const lost = await lostOf(dataDir, marks)
          counts[name] = { validToken, oldToken, ...wrong, lost: lost.length }
          if (offset.startsWith('+'))
            promise(validToken === 401 && oldToken === 401, `${name}: a token that is over is taken.`)
          promise(wrong.byReadyz && wrong.byLog, `${name}: nobody is told.`)
          promise(lost.length === 0, `${name}: ${lost.length} registrations were cleared away.`)
          promise(!product.died(), `${name}: the process died.`)
        } finally {
          await product.stop()
        }
      }
      const [{ count }] = await queryDatabase(
        dataDir,
        "select count(*)::int from audit where action like 'registrant.%erased'"
      )
      promise(count === 0, `${count} people were erased.`)
      return counts
    } finally {
      await right.stop()
    }
  })
}
