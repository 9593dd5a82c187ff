import dns from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/*
 * Server-side request forgery: a webhook makes this server send something to an address that somebody typed. It may only
 * be one that everybody could reach. The text is checked when it is typed, the addresses behind the name each time before
 * something is sent, and the connection goes to the very addresses that were checked: a name that changes its answer in
 * between gains nothing.
 */

const URL_LENGTH_MAX = 500
/** A plain name, as it is read: no numbers in disguise, no user, no backslash, no letters outside ASCII, no dot at the end. */
const PUBLIC_URL = /^https:\/\/([a-z0-9.-]+?)(?::(?:443|8443))?(?:[/?][!-"$-[\]-~]*)?$/i
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/
/** A name whose last part is a number is an address to browsers and to us, in whatever notation. */
const TOP_LABEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/
/** Names that stand for nothing public (RFC 6761, 6762, 7686, 8375, and what home and office routers use). */
const INNER_NAMES =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|onion|test|invalid|example|arpa)$/
const LOOPBACK_URL = /^http:\/\/(?:127\.0\.0\.1|localhost):\d{1,5}(?:\/[!-"$-[\]-~]*)?$/

/** May a webhook point here, as far as the text tells? */
export function isPublicUrl(text: string, { toLoopback = false } = {}): boolean {
  if (text.length > URL_LENGTH_MAX) return false
  if (toLoopback && LOOPBACK_URL.test(text)) return true
  const host = PUBLIC_URL.exec(text)?.[1]?.toLowerCase()
  if (host === undefined || host.length > 253) return false
  const labels = host.split('.')
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || !TOP_LABEL.test(labels.at(-1)!)) return false
  // What will be connected to is what was read, letter for letter.
  return !INNER_NAMES.test(host) && URL.canParse(text) && new URL(text).hostname === host
}

const blocked4 = new BlockList()
// IANA's registry of special-purpose IPv4 addresses, multicast, and what is reserved.
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3]
] as const)
  blocked4.addSubnet(network, prefix, 'ipv4')

/** Of IPv6 only what is given out to the public, without its special parts. */
const public6 = new BlockList()
public6.addSubnet('2000::', 3, 'ipv6')
const blocked6 = new BlockList()
// Protocol assignments with Teredo and ORCHID, documentation, 6to4, direct delegation. Mapped, translated (64:ff9b::),
// local and multicast addresses lie outside 2000::/3.
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20]
] as const)
  blocked6.addSubnet(network, prefix, 'ipv6')

/** Is this an address that everybody could reach? */
export function isPublicAddress(address: string): boolean {
  // A zone, as in fe80::1%eth0, is for this machine alone.
  if (address.includes('%')) return false
  const family = isIP(address)
  if (family === 4) return !blocked4.check(address, 'ipv4')
  return family === 6 && public6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6')
}

export interface Address {
  address: string
  family: number
}

/** Finds the addresses of a name. */
export type Resolver = (host: string) => Promise<Address[]>

/** As this machine resolves names. */
export const systemResolver: Resolver = (host) => dns.lookup(host, { all: true, verbatim: true })

/** The addresses of a URL to connect to. Null where one of them is not public: then none is taken. */
export async function findAddresses(
  { hostname }: URL,
  resolve: Resolver,
  { toLoopback = false } = {}
): Promise<Address[] | null> {
  const found = await resolve(hostname)
  const isLoopback = ({ address }: Address) => address === '127.0.0.1' || address === '::1'
  const isAllowed = (one: Address) => isPublicAddress(one.address) || (toLoopback && isLoopback(one))
  return found.length > 0 && found.every(isAllowed) ? found : null
}
