import { afterEach, describe, expect, it } from '@jest/globals'
import Fastify, { type FastifyInstance } from 'fastify'
import { isInside, trustHops } from './proxies.ts'

it.each([
  ['127.0.0.1', true],
  ['10.4.0.9', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['::1', true],
  ['::ffff:10.0.0.1', true],
  ['fd00::1', true],
  ['198.51.100.7', false],
  ['2001:db8::1', false],
  ['not an address', false]
])('%s stands in the own network: %s', (address, expected) => expect(isInside(address)).toBe(expected))

describe('the address of who asks', () => {
  let app: FastifyInstance
  afterEach(() => app.close())
  const seen = async (hops: number, peer: string, forwarded?: string) => {
    app = Fastify({ trustProxy: hops ? trustHops(hops) : false })
    app.get('/', (request) => request.ip)
    const headers = forwarded ? { 'x-forwarded-for': forwarded } : {}
    return (await app.inject({ url: '/', remoteAddress: peer, headers })).body
  }

  it.each([
    ['without a proxy, whatever is claimed', 0, '127.0.0.1', '203.0.113.5', '127.0.0.1'],
    ['behind one proxy, what that one saw', 1, '127.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['behind one proxy, not what the person claimed before it', 1, '127.0.0.1', '6.6.6.6, 203.0.113.5', '203.0.113.5'],
    ['behind two, what the outer one saw', 2, '10.0.0.2', '6.6.6.6, 203.0.113.5, 198.51.100.9', '203.0.113.5'],
    ['of a stranger who goes past the proxy, not what they claim', 1, '198.51.100.7', '203.0.113.5', '198.51.100.7']
  ])('is, %s', async (_words, hops, peer, forwarded, expected) =>
    expect(await seen(hops, peer, forwarded)).toBe(expected)
  )
})
