import net from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestProduct, type Answer, type TestProduct } from './harness.ts'
import { addStaff, type Person } from './people.ts'

/* What stands around every answer of a deployment that is reached over TLS, and requests that no browser sends. */
let product: TestProduct
let amelia: Person
let port: number
beforeAll(async () => {
  product = await startTestProduct({ publicUrl: 'https://ponte.example' })
  amelia = await addStaff(product, 'administrator')
  port = Number(new URL(await product.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => product.close())

/** Sends bytes as they are, and gives the first line of the answer. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (part) => {
      answer += part.toString()
      if (answer.includes('\r\n')) socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer.split('\r\n')[0]!))
  })

it.each(['/api/v1/settings', '/api/v1/nothing', '/healthz', '/%ff'])('%s says that TLS is for a year', async (url) => {
  const { headers } = await product.app.inject(url)
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
})

/** Invites somebody, who accepts: the answer begins a session. */
async function enter(email: string) {
  const payload = { name: 'Langa', email, role: 'analyst' }
  await product.send('POST', '/staff', { payload, headers: amelia.headers })
  const token = /#([\w-]{43})/.exec((await product.newestMessage(email))!.text)![1]!
  return product.send('POST', '/staff/invitations/accept', {
    payload: { token, password: 'ventania sobre o rio largo' }
  })
}

const sentBack = ({ cookies }: Answer) => Object.fromEntries(cookies.map(({ name, value }) => [name, value]))

it('a session of staff is over after an hour without use', async () => {
  const refresh = (cookies: Record<string, string>) => product.send('POST', '/session/refresh', { cookies })
  const begun = sentBack(await enter('idle@example.org'))
  product.clock.forward(3_590_000)
  const used = await refresh(begun)
  expect(used.statusCode).toBe(200)
  product.clock.forward(3_610_000)
  expect((await refresh(sentBack(used))).statusCode).toBe(401)
})

describe('the cookies of a session', () => {
  it('are for this host alone, over TLS alone, and no script reads them', async () => {
    const entered = await enter('langa@example.org')
    const { cookies, body } = entered
    for (const name of ['__Host-ponte_access', '__Host-ponte_refresh'])
      expect(cookies.find((cookie) => cookie.name === name)).toMatchObject({
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
        path: '/'
      })
    expect(cookies).toHaveLength(2)
    for (const { value, domain } of cookies) expect([body.includes(value), domain]).toEqual([false, undefined])

    const out = await product.send('DELETE', '/session', { cookies: sentBack(entered) })
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
    expect(out.cookies.map(({ value }) => value)).toEqual(['', ''])
    const late = await product.send('POST', '/session/refresh', { cookies: sentBack(entered) })
    expect(late.statusCode).toBe(401)
  })
})

describe('a request whose end can be read in two ways', () => {
  const body = 'POST /api/v1/session/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
  it.each([
    ['a length and chunks', `${body}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two lengths', `${body}Content-Length: 4\r\nContent-Length: 5\r\n\r\n{"":1}`],
    ['chunks that are no chunks', `${body}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n`],
    ['an encoding that is not known', `${body}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['a header cut by a bare line feed', `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: b\nX-B: c\r\n\r\n`]
  ])('because it has %s is refused', async (_, bytes) => {
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 4\d\d/)
  })
})

it('TRACE gives nothing back', async () => {
  const answer = await raw('TRACE /healthz HTTP/1.1\r\nHost: localhost\r\nX-Secret: abc\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/)
})
