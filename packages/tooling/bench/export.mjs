// S8: the list of a post as CSV, beside COPY TO STDOUT of the same people and columns.
import { once } from 'node:events'
import http from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { startApi, tokenFor, usageOf } from './api.mjs'
import { withClient } from './people.mjs'

const { to: copyTo } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('pg-copy-streams')

/** Reads a stream to its end; returns lines, and milliseconds until the first byte and until the end. */
async function drain(stream, from) {
  let lines = 0
  let firstMs
  for await (const piece of stream) {
    firstMs ??= performance.now() - from
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1
  }
  return { lines, firstMs, ms: performance.now() - from }
}

/** Asks for the file; returns the answer as a stream. */
async function askFor(address, token) {
  const request = http.request(address, {
    method: 'POST',
    // Not squeezed, as what it is measured beside.
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'accept-encoding': 'identity' }
  })
  request.end(JSON.stringify({ format: 'csv', reason: 'Medida de velocidade' }))
  const [answer] = await once(request, 'response')
  if (answer.statusCode !== 200)
    throw new Error(`The export was answered with ${answer.statusCode}: ${await text(answer)}`)
  return answer
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
    const answer = await askFor(`${api.base}/api/v1/registrants/export`, token)
    product = await drain(answer, from)
    usage = usageOf(api.pid)
    usage.cpuPerThousand = ((usage.cpuSeconds - before) / product.lines) * 1000
  } finally {
    await api.stop()
  }
  const copied = await withClient(superuserUrl, (client) => {
    const columns =
      'reference, given_names, surnames, birth_year, sex, country, area, city, status, state, origin, child, registered_at'
    const copy = `copy (select ${columns} from registrants where post_id = '${officer.postId}' and erased_at is null order by registered_at desc, id desc) to stdout (format csv)`
    return drain(client.query(copyTo(copy)), performance.now())
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
