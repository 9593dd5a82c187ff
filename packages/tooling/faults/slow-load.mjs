// The load of `slow-clients`, in a process of its own, so that what it costs is not measured with the answers to others.
// `node slow-load.mjs <port> <slow> <storm>`; prints one line of JSON.
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const [port, slow, storm] = process.argv.slice(2).map(Number)
const PATIENCE_MS = 40_000
const head = 'HTTP/1.1\r\nHost: localhost\r\n'
const beginnings = [
  `GET /api/v1/settings ${head}X-Slow: `,
  `POST /api/v1/session/code ${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"`
]

/** Sends a letter a second; resolves with the seconds until it was cut, or null when it never was. */
function dawdle(beginning) {
  const from = performance.now()
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(beginning))
    const letters = setInterval(() => socket.write('x'), 1000)
    const finish = (seconds) => {
      clearInterval(letters)
      clearTimeout(end)
      socket.destroy()
      resolve(seconds)
    }
    const end = setTimeout(() => finish(null), PATIENCE_MS)
    socket.on('data', () => undefined)
    socket.on('error', () => undefined)
    socket.on('close', () => finish((performance.now() - from) / 1000))
  })
}

/** Opens a connection, asks once and keeps it until all have been answered; resolves with the status, or 0. */
function askOnce(opened) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`GET /api/v1/settings ${head}\r\n`))
    opened.push(socket)
    const end = setTimeout(() => resolve(0), PATIENCE_MS)
    const finish = (status) => {
      clearTimeout(end)
      resolve(status)
    }
    socket.on('data', (part) => finish(Number(/^HTTP\/1\.1 (\d+)/.exec(part.toString())?.[1] ?? 0)))
    socket.on('error', () => finish(0))
    socket.on('close', () => finish(0))
  })
}

const dawdling = Promise.all(Array.from({ length: slow }, (_, n) => dawdle(beginnings[n % beginnings.length])))
await sleep(3000)
const opened = []
const from = performance.now()
const statuses = await Promise.all(Array.from({ length: storm }, () => askOnce(opened)))
const stormMs = Math.round(performance.now() - from)
for (const socket of opened) socket.destroy()
console.log(JSON.stringify({ cutAfterSeconds: await dawdling, statuses, stormMs }))
