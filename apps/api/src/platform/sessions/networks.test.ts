import { describe, expect, it } from '@jest/globals'
import { networkOf } from './networks.ts'

describe('the network of an address', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7/32', '198.51.100/24'],
    ['::ffff:198.51.100.7', '198.51.100.7/32', '198.51.100/24'],
    ['2001:db8:1:2:3:4:5:6', '20010db800010002/64', '20010db80001/48'],
    ['2001:db8:1:2::9', '20010db800010002/64', '20010db80001/48'],
    ['2001:db8::9', '20010db800000000/64', '20010db80000/48'],
    ['::1', '0000000000000000/64', '000000000000/48'],
    ['fe80::1%eth0', 'fe80000000000000/64', 'fe8000000000/48'],
    ['', 'unknown', 'unknown'],
    ['not an address', 'unknown', 'unknown']
  ])('%s is at home in %s, with the provider %s', (address, home, provider) => {
    expect(networkOf(address, 'home')).toBe(home)
    expect(networkOf(address, 'provider')).toBe(provider)
  })
})
