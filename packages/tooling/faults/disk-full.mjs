// The disk of the database fills up: what is read goes on, what is written is refused as not available right now, nothing
// that was acknowledged is lost, and all is well again by itself once there is room.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { postgresProcess } from '../kill/product.mjs'
import { until } from '../until.mjs'
import {
  ask,
  challengeFrom,
  ImpossibleError,
  isUnavailable,
  lostOf,
  noticeVersion,
  registerOnce,
  startProduct,
  tally,
  withDirectory
} from './trial.mjs'

const DISK_MIB = 256
/** What is left when the registrations begin; PostgreSQL's log of writes takes 16 MiB at a time. */
const LEFT_MIB = 24
const FULL_AFTER_REFUSALS = 40
const FILL_MS_MAX = 180_000
const WATCH_MS = 8000
const HEAL_MS_MAX = 10_000
const MIB = 2 ** 20

function mountSmall(directory) {
  mkdirSync(directory)
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=755`, 'tmpfs', directory],
    { encoding: 'utf8' }
  )
  if (status === 0) return
  throw new ImpossibleError(`A small disk cannot be mounted here: ${(error?.message ?? stderr).trim()}`)
}

const freeMib = (directory) => {
  const { bavail, bsize } = statfsSync(directory)
  return (bavail * bsize) / MIB
}

const lie = (directory) => path.join(directory, 'something-else')

/** Takes the room of the disk, as backups or logs of somebody else do. */
function takeRoom(directory) {
  writeFileSync(lie(directory), Buffer.alloc(Math.max(0, Math.floor(freeMib(directory) - LEFT_MIB)) * MIB))
}

/** Registers from several sides until the disk is full, and a little longer. */
async function fill(base, version, acknowledged) {
  const answers = []
  const end = performance.now() + FILL_MS_MAX
  const isFull = () => answers.filter(({ status }) => status !== 201).length >= FULL_AFTER_REFUSALS
  const writer = async (name) => {
    for (let n = 0; performance.now() < end && !isFull(); n++) {
      const mark = `${name}x${n}`
      const answer = await registerOnce(base, mark, version)
      if (answer.status === 201) acknowledged.add(mark)
      answers.push(answer)
    }
  }
  await Promise.all(Array.from({ length: 6 }, (_, n) => writer(`full${n}`)))
  return answers
}

/** What is answered while the disk is full. */
async function watch(base, version) {
  const seen = { reads: [], pages: [], writes: [] }
  for (const end = performance.now() + WATCH_MS; performance.now() < end; await sleep(100)) {
    seen.reads.push(await ask(base, 'GET', '/api/v1/announcements'))
    seen.pages.push(await ask(base, 'GET', '/'))
    seen.writes.push(await registerOnce(base, `watch${seen.writes.length}`, version, await challengeFrom(base)))
  }
  return seen
}

export function run({ promise, say }) {
  return withDirectory(async (outside) => {
    const dataDir = path.join(outside, 'disk')
    mountSmall(dataDir)
    const unmount = () => spawnSync('umount', ['--lazy', dataDir])
    // Also when somebody breaks it off.
    process.once('exit', unmount)
    let product
    try {
      // The words of the product go elsewhere, as to a journal; those of PostgreSQL lie on the disk that fills up.
      product = await startProduct(dataDir, { log: path.join(outside, 'product.log') })
      const { base } = product
      const version = await noticeVersion(base)
      const acknowledged = new Set()
      takeRoom(dataDir)
      say(`${Math.round(freeMib(dataDir))} MiB are free; registering until it is full`)
      const filled = await fill(base, version, acknowledged)
      say(`full after ${acknowledged.size} registrations`)
      const seen = await watch(base, version)
      const freeWhenFull = freeMib(dataDir)
      rmSync(lie(dataDir))
      const healedMs = await until(async () => {
        const { status } = await registerOnce(base, `healed${Date.now()}`, version)
        return status === 201
      }, 60_000)
      const lost = await lostOf(dataDir, acknowledged)
      const isGood = (answer) => answer.status === 201 || isUnavailable(answer)
      const strange = [...filled, ...seen.writes].filter((answer) => !isGood(answer))
      promise(filled.some(isUnavailable), 'The disk did not get full.')
      promise(
        strange.length === 0,
        `${strange.length} writes were answered otherwise than by 201 or a 503 with Retry-After.`
      )
      promise(
        [...seen.reads, ...seen.pages].every(({ status }) => status === 200),
        'Reads did not go on.'
      )
      promise(lost.length === 0, `${lost.length} acknowledged registrations are lost.`)
      promise(healedMs !== null && healedMs <= HEAL_MS_MAX, `Registering works again after ${healedMs} ms.`)
      promise(!product.died(), 'The process died.')
      return {
        acknowledged: acknowledged.size,
        freeMibWhenFull: Math.round(freeWhenFull),
        writesWhileFilling: tally(filled.map(({ status }) => status)),
        whileFull: Object.fromEntries(
          Object.entries(seen).map(([kind, answers]) => [kind, tally(answers.map(({ status }) => status))])
        ),
        slowestRefusalMs: Math.round(Math.max(...seen.writes.map(({ ms }) => ms))),
        strange: tally(strange.map(({ status, text }) => `${status} ${text.slice(0, 80)}`)),
        jobsFailed: tally([...product.log().matchAll(/"sqlState":"(\w+)".*"job failed"/g)].map(([, state]) => state)),
        databaseRestarts: product.log().split('PostgreSQL is gone').length - 1,
        healedMs,
        lost: lost.length
      }
    } finally {
      await product?.stop()
      const left = postgresProcess(dataDir)
      if (left !== undefined) process.kill(left, 'SIGQUIT')
      unmount()
    }
  })
}
