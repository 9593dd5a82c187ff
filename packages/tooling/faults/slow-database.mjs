// A database that answers late, hangs, or is not there: every answer of the product comes in time, and it goes on by itself.
import { setTimeout as sleep } from 'node:timers/promises'
import { queryDatabase } from '../kill/product.mjs'
import { until } from '../until.mjs'
import { startProxy } from './proxy.mjs'
import {
  ask,
  challengeFrom,
  isUnavailable,
  lostOf,
  noticeVersion,
  registerOnce,
  settingsThrough,
  startDatabase,
  startProduct,
  tally,
  withDirectory
} from './trial.mjs'

const TRIAL_MS = 12_000
/** Five seconds is what a statement may take; the rest is for a busy machine. */
const ANSWER_MS_MAX = 6500
const HEAL_MS_MAX = 10_000
const ASKERS = 12

/** Reads and registers from several sides for a while. */
async function load(base, mark, version, acknowledged) {
  // Fetched before: whoever has no challenge cannot try to register.
  const challenges = await Promise.all(Array.from({ length: ASKERS * 10 }, () => challengeFrom(base)))
  const answers = []
  const askAgain = async (end, asker) => {
    for (let n = 0; performance.now() < end; n++) {
      const name = `${mark}${asker}x${n}`
      const isRead = asker % 2 === 0 || challenges.length === 0
      const answer = isRead
        ? await ask(base, 'GET', '/api/v1/announcements')
        : await registerOnce(base, name, version, challenges.pop())
      if (answer.status === 201) acknowledged.add(name)
      answers.push(answer)
      await sleep(50)
    }
  }
  return {
    answers,
    run: () => Promise.all(Array.from({ length: ASKERS }, (_, asker) => askAgain(performance.now() + TRIAL_MS, asker)))
  }
}

export function run({ promise, say }) {
  return withDirectory(async (dataDir) => {
    const server = await startDatabase(dataDir)
    const proxy = await startProxy(server.port)
    const product = await startProduct(dataDir, { more: settingsThrough(server, dataDir, proxy.port) })
    const { base } = product
    const acknowledged = new Set()
    const counts = {}
    try {
      const version = await noticeVersion(base)
      for (const mode of ['delay', 'hang', 'refuse']) {
        say(mode)
        const { answers, run: sendAll } = await load(base, mode, version, acknowledged)
        proxy.set(mode)
        await sendAll()
        const alive = await ask(base, 'GET', '/healthz')
        proxy.set('pass')
        const healedMs = await until(async () => (await ask(base, 'GET', '/readyz')).status === 200, 60_000)
        const after = await registerOnce(base, `${mode}after`, version)
        if (after.status === 201) acknowledged.add(`${mode}after`)
        const slowestMs = Math.round(Math.max(...answers.map(({ ms }) => ms)))
        counts[mode] = { answers: tally(answers.map(({ status }) => status)), slowestMs, healedMs }
        const strange = answers.filter((answer) => ![200, 201].includes(answer.status) && !isUnavailable(answer))
        promise(
          strange.length === 0,
          `${mode}: ${strange.length} answers are neither success nor a 503 with Retry-After.`
        )
        promise(slowestMs <= ANSWER_MS_MAX, `${mode}: an answer took ${slowestMs} ms.`)
        promise(alive.status === 200, `${mode}: the process does not answer /healthz.`)
        promise(healedMs !== null && healedMs <= HEAL_MS_MAX, `${mode}: ready again after ${healedMs} ms.`)
        promise(after.status === 201, `${mode}: registering afterwards was answered with ${after.status}.`)
      }
      // What reconnects may not come back twice.
      await sleep(3000)
      const rows = await queryDatabase(
        dataDir,
        "select application_name as name, count(*)::int as count from pg_stat_activity where application_name like 'ponte%' group by 1"
      )
      counts.connections = Object.fromEntries(rows.map(({ name, count }) => [name, count]))
      promise(
        counts.connections['ponte listener'] === 1,
        `${counts.connections['ponte listener']} listeners are connected.`
      )
      const lost = await lostOf(dataDir, acknowledged)
      counts.acknowledged = acknowledged.size
      counts.lost = lost.length
      promise(lost.length === 0, `${lost.length} acknowledged registrations are lost.`)
      promise(acknowledged.size > 0, 'Nothing was registered.')
      promise(!product.died(), 'The process died.')
      return counts
    } finally {
      proxy.set('pass')
      await product.stop()
      proxy.close()
      await server.stop()
    }
  })
}
