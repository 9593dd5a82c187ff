import { eq } from 'drizzle-orm'
import { system } from '../../db/actor.ts'
import { idFloor } from '../../db/id.ts'
import { LONGEST_MS } from '../../db/lookBack.ts'
import { facts } from '../../db/records.table.ts'
import { transaction, type Services } from '../../services.ts'
import { REFERRAL_KEY } from '../links/codes.rules.ts'
import { attributeEvents } from './results.queries.ts'

const FACT = 'attributed'

/**
 * Notes by which way the newest registrations came, and who was interested in a programme: those since the last time, and of
 * `backMs` before it what may have been committed late. Repeating it changes nothing. Returns how many are new.
 */
export const attributeRegistrations = (services: Services, backMs: number = LONGEST_MS): Promise<number> =>
  transaction(services, system('attribution'), async (db) => {
    const startedMs = Date.now()
    const [kept] = await db.select({ value: facts.value }).from(facts).where(eq(facts.name, FACT))
    const since = ((kept?.value as { ms?: number } | undefined)?.ms ?? backMs) - backMs
    const count = await attributeEvents(db, idFloor(since), REFERRAL_KEY)
    const value = { ms: startedMs }
    await db.insert(facts).values({ name: FACT, value }).onConflictDoUpdate({ target: facts.name, set: { value } })
    return count
  })
