import net from 'node:net'
import { secretHash } from '../../db/sealing.ts'
import type { Keys } from '../../keys.ts'

/**
 * Bits of an address that are counted together. One home or office has a whole /64 of IPv6, and may take another address
 * of it for each request; a provider hands out /24 and /48. Mobile networks put thousands of people behind one IPv4
 * address, so the limits on these are wide.
 */
const PREFIX_BITS = { home: { 4: 32, 6: 64 }, provider: { 4: 24, 6: 48 } } as const
export type Breadth = keyof typeof PREFIX_BITS

const mapped = /^(?:::|0:0:0:0:0:)ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** The eight groups of an IPv6 address as numbers. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const parse = (part: string) => (part ? part.split(':').map((group) => parseInt(group, 16)) : [])
  const before = parse(head)
  const after = tail === undefined ? [] : parse(tail)
  return [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after]
}

/** The network that an address belongs to, in one spelling: "198.51.100/24", "20010db8000000000/64". */
export function networkOf(address: string, breadth: Breadth): string {
  const plain = mapped.exec(address)?.[1] ?? address
  const family = net.isIP(plain.replace(/%.*$/, ''))
  if (family === 0) return 'unknown'
  const bits = PREFIX_BITS[breadth][family as 4 | 6]
  const kept =
    family === 4
      ? plain
          .split('.')
          .slice(0, bits / 8)
          .join('.')
      : groupsOf(plain)
          .slice(0, bits / 16)
          .map((group) => group.toString(16).padStart(4, '0'))
          .join('')
  return `${kept}/${bits}`
}

/** What counters keep in the place of an address: it tells networks apart and names none. */
export const networkPseudonym = (keys: Keys, address: string, breadth: Breadth): string =>
  secretHash(keys, 'network', networkOf(address, breadth)).toString('base64url').slice(0, 22)
