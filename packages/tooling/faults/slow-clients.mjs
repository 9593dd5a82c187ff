// Five hundred clients that send letter by letter, and then two thousand connections at once: who is slow is cut, and
// everybody else is answered as always.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ask, percentile, startProduct, tally, withDirectory } from './trial.mjs'

const SLOW = 500
const STORM = 2000
const CUT_SECONDS_MAX = 20
const P99_MS_MAX = 500

export function run({ promise }) {
  return withDirectory(async (dataDir) => {
    const product = await startProduct(dataDir)
    try {
      let open = true
      const answers = []
      const others = async (address) => {
        for (; open; await sleep(50)) answers.push(await ask(product.base, 'GET', address))
      }
      const loading = promisify(execFile)(
        process.execPath,
        [path.join(import.meta.dirname, 'slow-load.mjs'), ...[product.port, SLOW, STORM].map(String)],
        { maxBuffer: 1e7 }
      )
      const asking = [others('/api/v1/settings'), others('/api/v1/announcements'), others('/')]
      const { cutAfterSeconds, statuses, stormMs } = JSON.parse((await loading).stdout)
      open = false
      await Promise.all(asking)
      const cut = cutAfterSeconds.filter((seconds) => seconds !== null)
      const late = SLOW - cut.filter((seconds) => seconds <= CUT_SECONDS_MAX).length
      const p99 = percentile(
        answers.map(({ ms }) => ms),
        0.99
      )
      const unanswered = statuses.filter((status) => ![200, 503].includes(status)).length
      promise(late === 0, `${late} slow clients were not cut within ${CUT_SECONDS_MAX} s.`)
      promise(unanswered === 0, `${unanswered} connections of the storm got no answer.`)
      promise(
        answers.every(({ status }) => status === 200),
        'Normal requests were not all answered with 200.'
      )
      promise(p99 <= P99_MS_MAX, `Normal requests took ${p99} ms at the 99th percentile.`)
      promise(!product.died(), 'The process died.')
      return {
        slow: SLOW,
        slowestCutSeconds: Number(Math.max(...cut).toFixed(1)),
        notCutInTime: late,
        storm: tally(statuses),
        stormMs,
        normal: tally(answers.map(({ status }) => status)),
        normalMs: {
          p50: percentile(
            answers.map(({ ms }) => ms),
            0.5
          ),
          p99,
          max: percentile(
            answers.map(({ ms }) => ms),
            1
          )
        }
      }
    } finally {
      await product.stop()
    }
  })
}
