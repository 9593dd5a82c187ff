// The mail server refuses, is slow, breaks off or is away: registering goes on, every code waits and leaves in the end, and
// what goes twice can be told by its Message-ID.
import { setTimeout as sleep } from 'node:timers/promises'
import { queryDatabase } from '../kill/product.mjs'
import { until } from '../until.mjs'
import { startMailSink } from './mail-sink.mjs'
import { noticeVersion, registerOnce, startProduct, withDirectory } from './trial.mjs'

const PEOPLE = 8
const REGISTER_MS_MAX = 2000
/** From the first try to a failed one that is noted: what a mail server may keep the sender waiting, and a bit. */
const ATTEMPT_MS_MAX = 15_000
const modes = {
  later: { people: PEOPLE },
  never: { people: PEOPLE },
  'bad-address': { people: PEOPLE },
  refuse: { people: PEOPLE },
  slow: { people: 4 },
  cut: { people: PEOPLE },
  silent: { people: 1 }
}

export function run({ promise, say }) {
  return withDirectory(async (dataDir) => {
    const sink = await startMailSink()
    const product = await startProduct(dataDir, { more: { SMTP_URL: sink.url } })
    const query = (text) => queryDatabase(dataDir, text)
    const count = async (where) => Number((await query(`select count(*) from messages where ${where}`))[0].count)
    const waiting = () => count("state in ('queued', 'sending')")

    const countFailures = () => product.log().split('message not sent').length - 1

    /** Half of the people have an address that is bad where the mode makes a difference. */
    const addressesOf = (mode, people) =>
      Array.from({ length: people }, (_, n) => `mail${mode.replaceAll('-', '')}${n % 2 ? 'nobody' : 'somebody'}${n}`)

    async function tryMode(mode, people, version) {
      const marks = addressesOf(mode, people)
      await sink.set(mode)
      const first = sink.texts.length
      const failuresBefore = countFailures()
      const answers = []
      for (const mark of marks) answers.push(await registerOnce(product.base, mark, version))
      promise(
        answers.every(({ status }) => status === 201),
        `${mode}: registering waits for the mail server.`
      )
      const slowestMs = Math.round(Math.max(...answers.map(({ ms }) => ms)))
      promise(slowestMs <= REGISTER_MS_MAX, `${mode}: registering took ${slowestMs} ms.`)
      const expected = { slow: 0, 'bad-address': Math.floor(people / 2) }[mode] ?? people
      const haveFailed = () => countFailures() - failuresBefore >= expected
      const triedMs = await until(
        async () => haveFailed() && (await count('attempts = 0')) === 0 && (expected > 0 || (await waiting()) === 0),
        60_000
      )
      const limit = ATTEMPT_MS_MAX + people * 2000
      promise(triedMs !== null && triedMs <= limit, `${mode}: after ${triedMs} ms each was tried.`)
      const queued = await waiting()
      // The first pause is ten seconds: nothing may come again before.
      await sleep(2000)
      const tried = sink.texts.slice(first)
      const early = tried.length - new Set(tried.map(({ messageId }) => messageId)).size
      promise(early === 0, `${mode}: ${early} mails were tried again at once.`)
      promise(queued === expected, `${mode}: ${queued} of ${people} wait, and not ${expected}.`)

      await sink.set('take')
      // The pause is no part of what follows.
      await query("update messages set sent_at = now() - interval '2 hours' where state = 'queued'")
      const drainedMs = await until(async () => (await waiting()) === 0, 30_000)
      promise(drainedMs !== null, `${mode}: the queue does not drain.`)
      const mine = sink.texts.slice(first).filter(({ taken }) => taken)
      const missing = marks.filter((mark) => !mine.some(({ to }) => to === `${mark}@example.org`)).length
      const idsOf = (mark) =>
        new Set(mine.filter(({ to }) => to === `${mark}@example.org`).map((text) => text.messageId))
      const otherIds = marks.filter((mark) => idsOf(mark).size > 1).length
      const repeated = mine.length - new Set(mine.map(({ messageId }) => messageId)).size
      promise(missing === 0, `${mode}: ${missing} codes never came.`)
      promise(otherIds === 0, `${mode}: ${otherIds} repeats have another Message-ID.`)
      promise(repeated <= (mode === 'cut' ? people : 0), `${mode}: ${repeated} came twice.`)
      return { registered: people, slowestRegistrationMs: slowestMs, triedMs, queued, drainedMs, missing, repeated }
    }

    /** What is refused for good is given up after eight tries, and stays to be seen. */
    async function giveUp(version) {
      await sink.set('never')
      const first = sink.texts.length
      await registerOnce(product.base, 'mailgiveup', version)
      const failedMs = await until(async () => {
        await query("update messages set sent_at = now() - interval '2 hours' where state = 'queued'")
        return (await count("state = 'failed'")) === 1
      }, 30_000)
      const tries = sink.texts.length - first
      promise(failedMs !== null && tries === 8, `A mail that is always refused was tried ${tries} times.`)
      return { tries }
    }

    try {
      const version = await noticeVersion(product.base)
      const counts = {}
      for (const [mode, { people }] of Object.entries(modes)) {
        say(mode)
        counts[mode] = await tryMode(mode, people, version)
      }
      counts.alwaysRefused = await giveUp(version)
      promise(!product.died(), 'The process died.')
      return counts
    } finally {
      await product.stop()
      await sink.close()
    }
  })
}
