import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { findAddresses, isPublicAddress, isPublicUrl, type Address } from './webhooks.addresses.ts'
import { createSender, type SenderOptions } from './webhooks.sender.ts'

/* Addresses that somebody might type, or have a name server answer, to make this server talk to what is inside. */
let canary: http.Server
let port: number
let hits = 0
beforeAll(async () => {
  canary = http.createServer((_request, response) => response.end()).on('connection', () => hits++)
  await new Promise<void>((done) => canary.listen(0, '127.0.0.1', done))
  port = (canary.address() as AddressInfo).port
})
beforeEach(() => void (hits = 0))
afterAll(() => new Promise<void>((done) => void canary.close(() => done())))

const hostileUrls = [
  // Not https, or not alone.
  'http://hooks.example.org/',
  'ftp://hooks.example.org/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
  'javascript:alert(1)',
  'data:text/plain,x',
  '//hooks.example.org/',
  'hooks.example.org',
  '',
  ' https://hooks.example.org/',
  'https://hooks.example.org/\r\nHost: inner',
  'https:hooks.example.org/',
  'https:/hooks.example.org/',
  'https:\\\\hooks.example.org\\',
  'https://hooks.example.org/#inner',
  // Names of this machine, of a network at home, and of nothing public.
  'https://localhost/',
  'https://LOCALHOST/',
  'https://a.localhost/',
  'https://router/',
  'https://postgres:443/',
  'https://printer.local/',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://wiki.corp/',
  'https://nas.home.arpa/',
  'https://abc.onion/',
  'https://localhost.localdomain/',
  'https://1.0.0.127.in-addr.arpa/',
  'https://kubernetes.default.svc.cluster.local/',
  // Addresses in every notation.
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://017700000001/',
  'https://0177.0.0.1/',
  'https://0x7f000001/',
  'https://0x7f.0x0.0x0.0x1/',
  'https://0x7f.1/',
  'https://127.0.0.1.0x0/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://8.8.8.8/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fe80::1%25eth0]/',
  'https://[fd00::1]/',
  // A user, a port, a dot, and what only looks like a name.
  'https://user:pass@hooks.example.org/',
  'https://hooks.example.org@127.0.0.1/',
  'https://hooks.example.org:pass@127.0.0.1/',
  'https://127.0.0.1\\@hooks.example.org/',
  'https://127.0.0.1#@hooks.example.org/',
  'https://hooks.example.org:22/',
  'https://hooks.example.org:80/',
  'https://hooks.example.org:6379/',
  'https://hooks.example.org:0443/',
  'https://hooks.example.org:/',
  'https://hooks.example.org./',
  'https://localhost./',
  'https://127.0.0.1./',
  'https://hooks..example.org/',
  'https://.example.org/',
  'https://-a.example.org/',
  'https://a-.example.org/',
  'https://hooks_.gov.mz/',
  'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://loc\u00adalhost.gov.mz/',
  'https://раураl.gov.mz/',
  'https://hooks.gov.mz\u202e/',
  'https://hooks%2egov.mz/',
  'https://%6c%6f%63%61%6c%68%6f%73%74/',
  'https://hooks.gov.mz\t/',
  'https://xn--/',
  'https://a.xn--/',
  `https://${'a'.repeat(64)}.gov.mz/`,
  `https://hooks.gov.mz/${'a'.repeat(500)}`
]

const hostileAddresses = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.254', '127.0.0.1', '127.255.0.1'],
  ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.0.170', '192.0.2.1', '192.88.99.1'],
  ...['192.168.1.1', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.250'],
  ...['240.0.0.1', '255.255.255.255', '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
  ...['::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:7f00:1::', '2001:20::1'],
  ...['2001:db8::1', '2002:7f00:1::1', '2002:a00:1::1', '3fff::1', '5f00::1', 'fc00::1', 'fd12:3456::1', 'fe80::1'],
  ...['fe80::1%eth0', 'fec0::1', 'ff02::1', 'not an address', '']
]

describe('an address that somebody typed', () => {
  it.each(hostileUrls)('%j is refused', (url) => {
    expect(isPublicUrl(url)).toBe(false)
  })

  it.each([
    'https://hooks.gov.mz/ponte',
    'https://hooks.gov.mz',
    'https://Hooks.Gov.mz:8443/a/b?c=d&e=%20',
    'https://hooks.gov.mz:443/',
    'https://xn--mnchen-3ya.de/',
    'https://1.a-b.c0m.mz/'
  ])('%j is taken', (url) => {
    expect(isPublicUrl(url)).toBe(true)
  })

  it('on this machine is taken in tests only, and only as what it is', () => {
    const loopback = 'http://127.0.0.1:9999/x'
    expect([isPublicUrl(loopback), isPublicUrl(loopback, { toLoopback: true })]).toEqual([false, true])
    for (const url of hostileUrls) expect([url, isPublicUrl(url, { toLoopback: true })]).toEqual([url, false])
  })
})

describe('an address that a name stands for', () => {
  it.each(hostileAddresses)('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['8.8.8.8', '41.220.0.1', '100.63.255.255', '172.32.0.1', '192.0.1.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    }
  )

  it.each([
    ['one of several is inside', ['8.8.8.8', '10.0.0.1']],
    ['there is none', []]
  ])('is not taken where %s', async (_, answers) => {
    const resolve = async () => answers.map((address) => ({ address, family: 4 }))
    expect(await findAddresses(new URL('https://hooks.gov.mz/'), resolve)).toBe(null)
  })
})

describe('sending', () => {
  const answerWith = (address: string): Address[] => [{ address, family: address.includes(':') ? 6 : 4 }]
  const send = (url: string, options: SenderOptions) =>
    createSender({ timeoutMs: 1000, ...options })(url, { 'webhook-id': 'x' }, '{}')

  it('never reaches this machine, whatever the text is and whatever its name stands for', async () => {
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '::1', '0.0.0.0']) {
      const resolve = async () => answerWith(address)
      for (const url of [...hostileUrls, `https://hooks.gov.mz:${port}/`, 'https://hooks.gov.mz/'])
        expect([url, (await send(url, { resolve })).problem]).toEqual([url, 'address'])
    }
    expect(hits).toBe(0)
  })

  it('connects to the address that was checked, although the name answers otherwise by then', async () => {
    let asked = 0
    const resolve = async () => answerWith(++asked === 1 ? '41.220.0.1' : '127.0.0.1')
    const connected: unknown[] = []
    // A request that looks its name up twice, as a connection and its repeat would, and goes to the canary if it is told to.
    const open = ((url: URL, options: http.RequestOptions) => {
      for (const all of [false, true])
        options.lookup!(url.hostname, { all }, (_error, address) => connected.push(address))
      expect(options.agent).toBe(false)
      return http.request({ host: '127.0.0.1', port: 1, method: 'POST' })
    }) as unknown as NonNullable<SenderOptions['open']>
    expect((await send('https://hooks.gov.mz/', { resolve, open })).problem).toBe('connection')
    expect([asked, connected]).toEqual([1, ['41.220.0.1', [{ address: '41.220.0.1', family: 4 }]]])
    expect(hits).toBe(0)
  })

  it('says that a name is not known, and nothing of why', async () => {
    const resolve = async () => Promise.reject(new Error('ENOTFOUND inner.dns'))
    expect(await send('https://hooks.gov.mz/', { resolve })).toEqual({ status: null, problem: 'name' })
  })
})
