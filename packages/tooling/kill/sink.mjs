// A mail server in a process of its own, to be killed: writes down each message before it says that it took it.
// `node sink.mjs <port> <file> <delayMs>`
import { createRequire } from 'node:module'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const { SMTPServer } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('smtp-server')
const [port, file, delayMs] = process.argv.slice(2)
const log = fs.openSync(file, 'a')

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  async onData(stream, _session, callback) {
    const parts = []
    try {
      for await (const part of stream) parts.push(part)
    } catch {
      // Who was sending has died in the middle: nothing was taken.
      return
    }
    const text = Buffer.concat(parts).toString()
    await sleep(Number(delayMs))
    // What stands in the file was in the hands of the mail server, whether it lived to say so or not.
    fs.writeSync(log, `${/^message-id: *(\S+)/im.exec(text)?.[1]} ${/^x-ponte-mailing: *(\S+)/im.exec(text)?.[1]}\n`)
    callback()
  }
})
server.on('error', () => undefined)
server.listen(Number(port), '127.0.0.1')
