// S8: the list of a post as CSV, beside COPY TO STDOUT of the same people and columns.
import { createRequire } from 'node:module'
import { startApi, tokenFor, usageOf } from './api.mjs'
import { withClient } from './people.mjs'

const { to: copyTo } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('pg-copy-streams')

/** Reads a stream to its end; returns lines, and milliseconds until the first byte and until the end. */
async function drain(stream, from) {
  let lines = 0
  let firstMs
  for await (const piece of stream) {
    firstMs ??= performance.now() - from
    for (const byte of piece) if (byte === 10) lines += 1
  }
  return { lines, firstMs, ms: performance.now() - from }
}

/** One round: people a second. */
export async function measureExport({ officer }, superuserUrl) {
  const token = await tokenFor('officer-joanesburgo')
  const api = await startApi()
  let product
  let usage
  try {
    const before = usageOf(api.pid).cpuSeconds
    const from = performance.now()
    const answer = await fetch(`${api.base}/api/v1/registrants/export`, {
      method: 'POST',
      // Not squeezed, as what it is measured beside.
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'accept-encoding': 'identity'
      },
      body: JSON.stringify({ format: 'csv', reason: 'Medida de velocidade' })
    })
    if (!answer.ok) throw new Error(`The export was answered with ${answer.status}: ${await answer.text()}`)
    product = await drain(answer.body, from)
    usage = usageOf(api.pid)
    usage.cpuPerThousand = ((usage.cpuSeconds - before) / product.lines) * 1000
  } finally {
    await api.stop()
  }
  const copied = await withClient(superuserUrl, (client) => {
    const columns =
      'reference, given_names, surnames, birth_year, sex, country, area, city, status, state, origin, child, registered_at'
    const text = `copy (select ${columns} from registrants where post_id = '${officer.postId}' and erased_at is null order by registered_at desc, id desc) to stdout (format csv)`
    return drain(client.query(copyTo(text)), performance.now())
  })
  return {
    people: product.lines - 1,
    perSecond: (product.lines / product.ms) * 1000,
    firstByteMs: product.firstMs,
    baseline: (copied.lines / copied.ms) * 1000,
    cpuPerThousand: usage.cpuPerThousand,
    peakMiB: usage.peakMiB
  }
}
