import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { startTestProduct, type TestProduct } from './harness.ts'

/*
 * Clients that hold a connection by sending a letter now and then, against the server on a real port. Node by itself looks for
 * them every half minute only. This test waits for what the server does by its own clock, so it takes a dozen seconds.
 */
const CUT_SECONDS = 20
const CLIENTS = 100

let product: TestProduct
let port: number
beforeAll(async () => {
  product = await startTestProduct()
  port = Number(new URL(await product.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => product.close())

/** Sends a beginning at once and then one letter a second. Resolves with the seconds until the server cut it. */
function dawdle(beginning: string): Promise<{ seconds: number; answer: string }> {
  const from = performance.now()
  return new Promise((resolve) => {
    let answer = ''
    const socket = net.connect(port, '127.0.0.1', () => socket.write(beginning))
    const timer = setInterval(() => socket.write('x'), 1000)
    socket.on('data', (part) => void (answer += part.toString()))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      resolve({ seconds: (performance.now() - from) / 1000, answer })
    })
  })
}

const slowHeaders = 'GET /api/v1/settings HTTP/1.1\r\nHost: localhost\r\nX-Slow: '
const slowBody =
  'POST /api/v1/session/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"'

it('clients that send headers or a body letter by letter are all cut in time; others are answered meanwhile', async () => {
  const clients = Array.from({ length: CLIENTS }, (_, n) => dawdle(n % 2 === 0 ? slowHeaders : slowBody))
  let open = true
  let answered = 0
  const others = (async () => {
    for (; open; await sleep(250)) {
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
      answered++
    }
  })()
  const cut = await Promise.all(clients)
  open = false
  await others
  expect(Math.max(...cut.map(({ seconds }) => seconds))).toBeLessThan(CUT_SECONDS)
  // A word of why, or none; never an answer as if the request had been whole.
  expect(cut.filter(({ answer }) => /^HTTP\/1\.1 (?!408)/.test(answer))).toEqual([])
  expect(answered).toBeGreaterThan(10)
}, 40_000)
