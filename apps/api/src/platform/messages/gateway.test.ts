import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { readConfig } from '../../config.ts'
import { createGateway, needsTls } from './gateway.ts'

const message = { id: '1', to: '+258840000000', subject: '', text: '482719' }
const base = { DATABASE_URL: 'postgres://x@127.0.0.1/x', NODE_ENV: 'production', PUBLIC_URL: 'https://ponte.example' }

const open: net.Server[] = []
afterEach(() => open.splice(0).forEach((server) => server.close()))
const listen = (server: net.Server, host = '127.0.0.1'): Promise<number> => {
  open.push(server)
  return new Promise((resolve) => server.listen(0, host, () => resolve((server.address() as AddressInfo).port)))
}

describe('an SMS gateway', () => {
  it('that sends us on to another place is not followed', async () => {
    let reached = 0
    const elsewhere = await listen(http.createServer((_request, answer) => void (reached++, answer.end())))
    const port = await listen(
      http.createServer((_request, answer) =>
        answer.writeHead(307, { location: `http://127.0.0.1:${elsewhere}/` }).end()
      )
    )
    const gateway = createGateway({ config: readConfig({ ...base, SMS_URL: `http://127.0.0.1:${port}/` }) })
    await expect(gateway.sms(message)).rejects.toThrow()
    expect(reached).toBe(0)
  })

  it('over plain http is taken on this machine only', () => {
    const read = (SMS_URL: string) => () => readConfig({ ...base, SMS_URL })
    expect(read('http://sms.example/send')).toThrow('SMS_URL must be an https:// address')
    expect(read('https://sms.example/send')().smsUrl).toBe('https://sms.example/send')
    expect(read('http://localhost:9000/')().smsUrl).toBe('http://localhost:9000/')
  })
})

describe('a mail server', () => {
  it.each([
    ['smtp://mail.example:587', true],
    ['smtp://user:password@10.0.0.3:25', true],
    ['smtp://relay:25?requireTLS=false', false],
    ['smtp://127.0.0.1:2525', false],
    ['smtp://[::1]:2525', false],
    ['smtps://mail.example:465', false]
  ])('at %s has to offer TLS: %s', (url, needed) => expect(needsTls(url)).toBe(needed))

  it('that offers no TLS is told no address', async () => {
    const said: string[] = []
    const server = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.write('220 plain\r\n')
      socket.on('data', (part) => {
        said.push(part.toString())
        socket.write(part.toString().startsWith('EHLO') ? '250 plain\r\n' : '502 no\r\n')
      })
    })
    // An address of this machine that the product does not take for it.
    const port = await listen(server, '127.0.0.2')
    const gateway = createGateway({ config: readConfig({ ...base, SMTP_URL: `smtp://127.0.0.2:${port}` }) })
    await expect(gateway.email({ ...message, to: 'a@example.org' })).rejects.toThrow()
    expect(said.join('')).not.toMatch(/MAIL FROM|RCPT TO|example\.org/)
  })
})
