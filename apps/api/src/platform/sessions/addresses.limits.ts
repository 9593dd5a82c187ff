import { problems } from '../../problems.ts'
import type { AddressUse, RequestFacts, Services } from '../../services.ts'

/** A provider's customers together may do this many times what one home may. */
const HOMES_PER_NETWORK = 10
/** Above this many networks at once, the oldest are forgotten: a flood must not fill the memory. */
const KEPT_MAX = 200_000

/**
 * Counts what networks did, in memory: nothing of it is stored, it costs no transaction, and a refused request has
 * counted too. Each process counts for itself, and a start begins anew.
 */
export const createAddressUses = () => new Map<string, AddressUse>()

/** Counts one use of a name within a window of time, which begins with the first use. */
export function countAddressUse(
  uses: Map<string, AddressUse>,
  name: string,
  windowSeconds: number,
  nowMs: number
): AddressUse {
  const kept = uses.get(name)
  const use = kept && kept.endsAtMs > nowMs ? kept : { endsAtMs: nowMs + windowSeconds * 1000, count: 0 }
  use.count++
  if (use !== kept) {
    uses.delete(name)
    uses.set(name, use)
    if (uses.size > KEPT_MAX) uses.delete(uses.keys().next().value!)
  }
  return use
}

/** Counts one act by an address and by its wider network; refuses above the limit, and says when to come back. */
export function limitAddress(
  { addressUses, now }: Pick<Services, 'addressUses' | 'now'>,
  act: string,
  { address, network }: Pick<RequestFacts, 'address' | 'network'>,
  windowSeconds: number,
  most: number
): void {
  const nowMs = now().getTime()
  const limits = [
    [`${act} ${address}`, most],
    [`${act} network ${network}`, most * HOMES_PER_NETWORK]
  ] as const
  for (const [name, limit] of limits) {
    const { count, endsAtMs } = countAddressUse(addressUses, name, windowSeconds, nowMs)
    if (count > limit) throw problems.tooMany(Math.ceil((endsAtMs - nowMs) / 1000))
  }
}
