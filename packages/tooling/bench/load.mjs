// A closed loop over HTTP: so many callers, each asking anew as soon as it is answered. Anything but the wanted status fails.
import http from 'node:http'

/** Sends one request and reads the whole answer; returns its status. */
function send(agent, base, { method = 'GET', path, headers, body }) {
  return new Promise((resolve, reject) => {
    const request = http.request(`${base}${path}`, { method, agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode))
      answer.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

/**
 * Asks `count` times with `callers` at once. `requestOf(n)` makes the nth request.
 * Returns requests per second and milliseconds at p50 and p99; throws where an answer was not `status`.
 */
export async function load(base, { callers, count, status = 200, requestOf }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: callers })
  const times = []
  let next = 0
  const from = performance.now()
  const caller = async () => {
    while (next < count) {
      const request = requestOf(next++)
      const start = performance.now()
      const found = await send(agent, base, request)
      if (found !== status) throw new Error(`${request.method ?? 'GET'} ${request.path} was answered with ${found}.`)
      times.push(performance.now() - start)
    }
  }
  try {
    await Promise.all(Array.from({ length: callers }, caller))
  } finally {
    agent.destroy()
  }
  const seconds = (performance.now() - from) / 1000
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  return { perSecond: count / seconds, p50: at(0.5), p99: at(0.99) }
}
