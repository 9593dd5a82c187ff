import { problems } from '../../problems.ts'
import type { Services } from '../../services.ts'
import { countAddressUse } from '../sessions/addresses.limits.ts'
import type { ClientActor } from './clients.queries.ts'

const MINUTE_SECONDS = 60

/**
 * Counts a request of a client and refuses what is over its limit. The first refusal of a minute is told apart: it is
 * kept among the calls, and the others cost no transaction.
 */
export function limitClient({ addressUses, now }: Pick<Services, 'addressUses' | 'now'>, client: ClientActor) {
  const nowMs = now().getTime()
  const { count, endsAtMs } = countAddressUse(addressUses, `client ${client.id}`, MINUTE_SECONDS, nowMs)
  if (count <= client.requestsPerMinute) return null
  const problem = problems.tooMany(Math.ceil((endsAtMs - nowMs) / 1000))
  return { problem, isFirst: count === client.requestsPerMinute + 1 }
}
