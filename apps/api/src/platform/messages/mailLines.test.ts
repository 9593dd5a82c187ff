import net, { type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createMailLines, type MailFailure } from './mailLines.ts'
import { writeMail } from './mailText.ts'

/*
 * Lines to a real SMTP server on this machine, and what goes over them.
 */
interface Sink {
  url: string
  taken: { line: string; to: string; text: string }[]
  /** How many lines were opened, and how many were open at once. */
  opened(): number
  openAtMost(): number
  /** Ends all lines, as a mail server does with those that rest. */
  hangUp(): void
}

const servers: SMTPServer[] = []
afterEach(() => servers.splice(0).forEach((server) => void server.close()))

async function startSink(
  options: SMTPServerOptions = {},
  refuse: (to: string) => number | undefined = () => undefined
) {
  const taken: Sink['taken'] = []
  const sockets = new Set<Socket>()
  let [opened, openAtMost] = [0, 0]
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => void parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]!.address
        const responseCode = refuse(to)
        if (responseCode) return callback(Object.assign(new Error('No'), { responseCode }))
        taken.push({ line: session.id, to, text: Buffer.concat(parts).toString() })
        callback()
      })
    },
    ...options
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    opened++
    sockets.add(socket)
    openAtMost = Math.max(openAtMost, sockets.size)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  servers.push(server)
  const sink: Sink = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    opened: () => opened,
    openAtMost: () => openAtMost,
    hangUp: () => sockets.forEach((socket) => void socket.destroy())
  }
  return sink
}

const text = 'Subject: Teste\r\n\r\nOlá\r\n.uma linha que começa com um ponto\r\n'
const to = (name: string) => ({ from: 'ponte@example.org', to: [`${name}@example.org`] })
const codeOf = (sent: Promise<void>) =>
  sent.then(
    () => null,
    (error: MailFailure) => error.responseCode ?? error.code
  )

describe('lines to a mail server', () => {
  it('are used again, and are no more at once than the address says', async () => {
    const sink = await startSink()
    const send = createMailLines(`${sink.url}?maxConnections=2`)
    await Promise.all(Array.from({ length: 12 }, (_, n) => send(to(`p${n}`), text)))
    expect(sink.taken.map((one) => one.to).sort()).toEqual(
      Array.from({ length: 12 }, (_, n) => `p${n}@example.org`).sort()
    )
    expect(sink.taken[0]!.text).toBe(text)
    expect(sink.openAtMost()).toBeLessThanOrEqual(2)
    expect(sink.opened()).toBe(2)
  })

  it('are ended after so many messages as the address says', async () => {
    const sink = await startSink()
    const send = createMailLines(`${sink.url}?maxConnections=1&maxMessages=3`)
    for (let n = 0; n < 7; n++) await send(to(`p${n}`), text)
    expect(sink.taken).toHaveLength(7)
    expect(sink.opened()).toBe(3)
  })

  it('that the mail server ended while they rested cost nobody a message', async () => {
    const sink = await startSink()
    const send = createMailLines(sink.url)
    await Promise.all([send(to('a'), text), send(to('b'), text)])
    sink.hangUp()
    await Promise.all([send(to('c'), text), send(to('d'), text)])
    await send(to('e'), text)
    expect(sink.taken.map((one) => one.to[0]).sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('go on after a message was refused, and say with which code', async () => {
    const sink = await startSink({}, (address) => (address.startsWith('no') ? 550 : undefined))
    const send = createMailLines(`${sink.url}?maxConnections=1`)
    expect(await codeOf(send(to('no'), text))).toBe(550)
    expect(await codeOf(send(to('yes'), text))).toBeNull()
    expect(sink.opened()).toBe(1)
  })

  it('that end right after a refusal keep nobody waiting', async () => {
    let lines = 0
    const server = net.createServer((socket) => {
      lines++
      socket.on('error', () => undefined)
      socket.write('220 here\r\n')
      socket.on('data', (part) => {
        if (!/^RCPT/.test(part.toString())) return socket.write('250 yes\r\n')
        socket.end('550 no\r\n')
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
    const send = createMailLines(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}?maxConnections=1`)
    const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => codeOf(send(to(name), text))))
    server.close()
    expect(outcomes).toEqual([550, 550, 550])
    expect(lines).toBe(3)
  })

  it('are given first to those who cannot wait', async () => {
    const sink = await startSink()
    const send = createMailLines(`${sink.url}?maxConnections=1`)
    const mailing = Array.from({ length: 5 }, (_, n) => send(to(`later${n}`), text, true))
    await Promise.all([...mailing, send(to('code'), text)])
    expect(sink.taken.findIndex((one) => one.to.startsWith('code'))).toBeLessThanOrEqual(1)
  })

  it('that cannot be opened say so to each who waits, and let the next one try', async () => {
    const sink = await startSink()
    const { port } = new URL(sink.url)
    const send = createMailLines(`smtp://127.0.0.1:1?maxConnections=1`)
    const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => codeOf(send(to(name), text))))
    expect(outcomes).toEqual(['ESOCKET', 'ESOCKET', 'ESOCKET'])
    expect(await codeOf(createMailLines(`smtp://127.0.0.1:${port}`)(to('d'), text))).toBeNull()
  })

  it('sign in where the address has a name, and are told when the password is wrong', async () => {
    const sink = await startSink({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, callback) =>
        username === 'ponte' && password === 'segredo @1'
          ? callback(null, { user: username })
          : callback(new Error('Invalid'))
    })
    const withName = (auth: string) => createMailLines(sink.url.replace('//', `//${auth}@`))
    expect(await codeOf(withName('ponte:segredo%20%401')(to('a'), text))).toBeNull()
    // Not the fault of the message, which is to be tried again.
    await expect(withName('ponte:outro')(to('b'), text)).rejects.toMatchObject({
      code: 'EAUTH',
      mayHaveLeft: false,
      isShut: true,
      responseCode: undefined
    })
    expect(sink.taken.map((one) => one.to)).toEqual(['a@example.org'])
  })
})

/** The body as a mail program reads it. */
const decode = (body: string) =>
  Buffer.from(
    body
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1'
  ).toString()

describe('a mail', () => {
  const mail = {
    from: 'Ponte <ponte@example.org>',
    to: 'ana@exämple.org',
    subject: 'Notícias: a reunião do próximo sábado é às dez horas, na sede da associação',
    text: `Olá, São Tomé!\n${'Uma linha muito comprida com acentuação. '.repeat(10)}\n.ponto\n=3D\n`,
    messageId: '<1@example.org>',
    headers: { 'List-Unsubscribe': `<https://ponte.example/${'x'.repeat(80)}>`, 'X-Ponte-Mailing': 'm1' }
  }

  it('reads as it was written, in lines that every mail server takes', async () => {
    const { envelope, text: written } = await writeMail(mail)
    const [head, body] = written.split(/\r\n\r\n(.*)/s) as [string, string]
    expect(decode(body)).toBe(mail.text.replaceAll('\n', '\r\n'))
    expect(written).toMatch(/^[\t\r\n\x20-\x7e]*$/)
    expect(body.split('\r\n').every((line) => line.length <= 76)).toBe(true)
    expect(head.split('\r\n').every((line) => line.length <= 130)).toBe(true)
    expect(head).toMatch(/^Subject: =\?UTF-8\?Q\?/m)
    expect(head.replace(/\r\n /g, ' ')).toContain(`List-Unsubscribe: ${mail.headers['List-Unsubscribe']}`)
    expect(head).toMatch(/^Content-Transfer-Encoding: quoted-printable$/m)
    expect(head).toMatch(/^Date: \w{3}, \d/m)
    expect(envelope).toEqual({ from: 'ponte@example.org', to: ['ana@xn--exmple-cua.org'] })
  })

  it('lets nobody put a header into it', async () => {
    const { text: written } = await writeMail({ ...mail, subject: 'Olá\r\nBcc: outra@example.org' })
    expect(written).not.toMatch(/^Bcc:/im)
  })

  it('carries an entry for the calendar', async () => {
    const { text: written } = await writeMail({ ...mail, calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR' } })
    expect(written).toMatch(/text\/calendar/)
    expect(written).toMatch(/reuniao\.ics/)
  })
})
