// A closed loop over HTTP: so many callers, each asking anew as soon as it is answered. Anything but the wanted status fails.
// With undici's own dispatch: `node:http` took an eighth of one of the two processors that it shares with what it measures, and
// its garbage kept every caller waiting at once.
import { Pool } from 'undici'

/** Sends one request and reads the whole answer; returns its status. */
function send(pool, { method = 'GET', path, headers, body }) {
  return new Promise((resolve, reject) => {
    let status
    pool.dispatch(
      { method, path, headers, body },
      {
        onRequestStart() {},
        onResponseStart: (_controller, statusCode) => void (status = statusCode),
        onResponseData() {},
        onResponseEnd: () => resolve(status),
        onResponseError: (_controller, error) => reject(error)
      }
    )
  })
}

/**
 * Asks `count` times with `callers` at once. `requestOf(n)` makes the nth request.
 * Returns requests per second and milliseconds at p50 and p99; throws where an answer was not `status`.
 */
export async function load(base, { callers, count, status = 200, requestOf }) {
  const pool = new Pool(base, { connections: callers, pipelining: 1 })
  const times = new Float64Array(count)
  let next = 0
  const from = performance.now()
  const caller = async () => {
    while (next < count) {
      const n = next++
      const request = requestOf(n)
      const start = performance.now()
      const found = await send(pool, request)
      if (found !== status) throw new Error(`${request.method ?? 'GET'} ${request.path} was answered with ${found}.`)
      times[n] = performance.now() - start
    }
  }
  try {
    await Promise.all(Array.from({ length: callers }, caller))
  } finally {
    await pool.destroy()
  }
  const seconds = (performance.now() - from) / 1000
  times.sort()
  const at = (share) => times[Math.min(count - 1, Math.floor(count * share))]
  return { perSecond: count / seconds, p50: at(0.5), p99: at(0.99) }
}
