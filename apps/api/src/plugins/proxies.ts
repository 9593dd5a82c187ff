import net from 'node:net'

const inside = new net.BlockList()
for (const [address, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10]
] as const)
  inside.addSubnet(address, bits, 'ipv4')
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** Is this an address of the own machine or of a private network (RFC 1918, RFC 4193, RFC 6598)? */
export function isInside(address: string): boolean {
  const plain = mapped.exec(address)?.[1] ?? address
  const family = net.isIP(plain)
  return family > 0 && inside.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}

/**
 * Which parties of a request may say for whom they ask, by their place: 0 is who is connected. That one must stand in the own
 * network, or anybody who reaches the port could name any address; behind it so many are believed as the operator has set up.
 */
export const trustHops =
  (hops: number) =>
  (address: string, place: number): boolean =>
    place < hops && (place > 0 || isInside(address))
