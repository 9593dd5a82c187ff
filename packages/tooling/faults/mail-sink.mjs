// A mail server that misbehaves as it is told, and notes what it was asked and what it took.
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'

const { SMTPServer } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('smtp-server')

const SLOW_MS = 1500

const refusal = (responseCode, words) => Object.assign(new Error(words), { responseCode })

async function read(stream) {
  const parts = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString()
}

/**
 * Its modes: `take`; `later` (451) and `never` (550) after the text; `bad-address`, 550 for addresses with "nobody" in them;
 * `slow`; `cut`, takes the text and ends the connection without a word; `silent`, lets one connect and says nothing;
 * `refuse`, nobody listens.
 */
export async function startMailSink() {
  let mode = 'take'
  let server
  const texts = []

  const onData = async (stream, { envelope }, callback) => {
    const text = await read(stream).catch(() => undefined)
    if (text === undefined) return
    const entry = {
      at: performance.now(),
      to: envelope.rcptTo[0].address,
      messageId: /^message-id: *(\S+)/im.exec(text)?.[1],
      taken: !['later', 'never'].includes(mode)
    }
    texts.push(entry)
    if (mode === 'later') return callback(refusal(451, 'Try again later'))
    if (mode === 'never') return callback(refusal(550, 'No such mailbox'))
    if (mode === 'slow') await sleep(SLOW_MS)
    // It has the mail, and whoever sent it never hears so.
    if (mode === 'cut') return void [...server.connections].forEach((connection) => connection._socket.destroy())
    callback()
  }

  const listen = (port) => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 50,
      onConnect: (_session, callback) => void (mode === 'silent' || callback()),
      onRcptTo: ({ address }, _session, callback) =>
        callback(mode === 'bad-address' && address.includes('nobody') ? refusal(550, 'No such mailbox') : undefined),
      onData: (stream, session, callback) => void onData(stream, session, callback)
    })
    server.on('error', () => undefined)
    return new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve))
  }
  const unlisten = () =>
    new Promise((resolve) => {
      for (const connection of server.connections) connection._socket.destroy()
      server.close(resolve)
    })

  await listen(0)
  const { port } = server.server.address()
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** Every text that came, in order, taken or not. */
    texts,
    async set(next) {
      if (mode === 'refuse' && next !== 'refuse') await listen(port)
      if (mode !== 'refuse' && next === 'refuse') await unlisten()
      // Connections are kept open between mails; what is to come begins with a new one.
      else for (const connection of server.connections) connection._socket.destroy()
      mode = next
    },
    close: () => (mode === 'refuse' ? undefined : unlisten())
  }
}
