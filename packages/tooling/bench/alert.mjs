// `npm run bench -- alert [--registrants 12000]`: an alert to everybody in South Africa, on the real product with a mail server
// and an SMS gateway that take messages. Every second person who got one answers by its link, and the board must say so.
import http from 'node:http'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { launch, ponteOn, waitUntilReady } from '../kill/product.mjs'
import { findFreePort } from '../ports.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'

const { SMTPServer } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('smtp-server')
const LINK = /\/alerta\?t=([\w-]+)|\/en\/alert\?t=([\w-]+)/
const AT_ONCE = 8
const SENT_MS = 600_000

/** Takes mail and SMS, and keeps the tokens of their links. */
async function startSinks() {
  const tokens = []
  const keep = (text) => {
    const [, pt, en] = LINK.exec(text) ?? []
    if (pt ?? en) tokens.push(pt ?? en)
  }
  const mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    async onData(stream, _session, callback) {
      const parts = []
      for await (const part of stream) parts.push(part)
      // Long lines are folded with a soft break.
      keep(
        Buffer.concat(parts)
          .toString()
          .replace(/=\r?\n/g, '')
          .replaceAll('=3D', '=')
      )
      callback()
    }
  })
  const sms = http.createServer(async (request, answer) => {
    const parts = []
    for await (const part of request) parts.push(part)
    keep(JSON.parse(Buffer.concat(parts).toString()).text)
    answer.end()
  })
  const ports = [await findFreePort(), await findFreePort()]
  mail.listen(ports[0], '127.0.0.1')
  sms.listen(ports[1], '127.0.0.1')
  return {
    tokens,
    environment: { SMTP_URL: `smtp://127.0.0.1:${ports[0]}`, SMS_URL: `http://127.0.0.1:${ports[1]}/` },
    stop: () => (mail.close(), sms.close())
  }
}

/** The board of who serves no post is rounded, each figure by itself, by less than five. */
const ROUNDED_BY = 4
const isRounded = (shown, count) => Math.abs(shown - count) <= ROUNDED_BY

/** Runs the whole and returns what was seen; throws where a figure of the board is wrong. */
export async function reportAlert(registrants) {
  const dataDir = makeThrowAwayDirectory()
  const port = await findFreePort()
  const base = `http://127.0.0.1:${port}`
  const sinks = await startSinks()
  // Each answer comes from a phone of its own.
  const product = launch(dataDir, port, { ...sinks.environment, TRUSTED_PROXY_HOPS: '1' })
  const ponte = ponteOn(dataDir)
  const send = async (method, address, { token, body, from = '192.0.2.1' } = {}) => {
    const answer = await fetch(`${base}/api/v1${address}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': from,
        ...(token && { authorization: `Bearer ${token}` })
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) })
    })
    return { status: answer.status, body: await answer.json() }
  }
  try {
    await waitUntilReady(base)
    console.error(`Making ${registrants} people …`)
    await ponte('seed', '--identities')
    await ponte('seed', '--registrants', String(registrants))
    const [first, second] = [await ponte('token', 'communications'), await ponte('token', 'officer-joanesburgo')]
    const words = { subject: 'Cheias: fique em casa', text: 'Fique em casa. Diga-nos se está bem.' }
    const proposed = await send('POST', '/alerts', { token: first, body: { country: 'ZA', pt: words } })
    const { id } = proposed.body
    const alone = await send('POST', `/alerts/${id}/declare`, { token: first })
    const from = performance.now()
    const declared = await send('POST', `/alerts/${id}/declare`, { token: second })
    const declareMs = performance.now() - from
    const readBoard = async () => (await send('GET', `/alerts/${id}`, { token: first })).body.board
    let board
    do {
      await sleep(1000)
      board = await readBoard()
    } while (board.waiting !== 0 && performance.now() - from < SENT_MS)
    const sentMs = performance.now() - from

    const answering = sinks.tokens.filter((_, place) => place % 2 === 0)
    const times = []
    const told = { safe: 0, help: 0 }
    const refused = []
    let place = 0
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let mine = place++; mine < answering.length; mine = place++) {
          const answer = mine % 10 === 0 ? 'help' : 'safe'
          const start = performance.now()
          const done = await send('POST', '/alert-calls/answer', {
            body: { token: answering[mine], answer },
            from: `10.${mine >> 16}.${(mine >> 8) & 255}.${mine & 255}`
          })
          times.push(performance.now() - start)
          if (done.status === 200) told[answer] += done.body.people
          else refused.push(done.status)
        }
      })
    )
    const start = performance.now()
    const after = await readBoard()
    const boardMs = performance.now() - start
    times.sort((a, b) => a - b)
    const report = {
      people: board.people,
      refusedToDeclareAlone: alone.status,
      declared: declared.status,
      declareMs: Math.round(declareMs),
      messages: sinks.tokens.length,
      allSentSeconds: Math.round(sentMs / 1000),
      answered: answering.length,
      answeredForPeople: told,
      refused: refused.length,
      answerP95Ms: Math.round(times[Math.floor(times.length * 0.95)]),
      boardMs: Math.round(boardMs),
      board: after
    }
    console.log(JSON.stringify(report, null, 2))
    const { safe, help, silent, unreachable, people } = after
    return (
      alone.status === 409 &&
      declared.status === 200 &&
      refused.length === 0 &&
      help === told.help &&
      isRounded(safe, told.safe) &&
      Math.abs(safe + help + silent + unreachable - people) <= 4 * ROUNDED_BY
    )
  } finally {
    if (product.exitCode === null && product.signalCode === null) {
      product.kill('SIGTERM')
      await once(product, 'exit')
    }
    sinks.stop()
    throwAway(dataDir)
  }
}
