import { lt, sql } from 'drizzle-orm'
import { system } from '../db/actor.ts'
import { idempotencyKeys } from '../db/records.table.ts'
import { messages } from '../platform/messages/messages.table.ts'
import { counters, oneTimeCodes, sessions } from '../platform/sessions/sessions.table.ts'
import { removeDeliveries } from '../platform/webhooks/deliveries.queries.ts'
import { transaction, type Services } from '../services.ts'
import { removeHandledReports } from './chargeReports/chargeReports.jobs.ts'
import { finishErasures } from './record/erasure.commands.ts'
import { endChildhoods } from './record/majority.commands.ts'
import { removeUnconfirmed } from './record/erasures.queries.ts'

const DAY_MS = 86_400_000
/** How long each class of data is kept after it is of no more use. */
const KEPT_DAYS = {
  unconfirmed: 30,
  unconfirmedWithoutContact: 180,
  messages: 7,
  sessions: 30,
  codes: 2,
  idempotency: 1,
  handledReports: 730,
  deliveries: 30
}

/** Repeats a batch until it finds nothing more; returns the total. */
async function drain(batch: () => Promise<number>): Promise<number> {
  for (let total = 0; ;) {
    const n = await batch()
    total += n
    if (n === 0) return total
  }
}

/** Clears up what is over, and reports counts. */
export async function runNightly(services: Services): Promise<Record<string, number>> {
  const now = services.now()
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const erased = await drain(() => finishErasures(services))
  const unconfirmed = await drain(() =>
    transaction(services, system('retention'), (db) =>
      removeUnconfirmed(db, {
        withContact: before(KEPT_DAYS.unconfirmed),
        withoutContact: before(KEPT_DAYS.unconfirmedWithoutContact)
      })
    )
  )
  const reports = await drain(() => removeHandledReports(services, before(KEPT_DAYS.handledReports)))
  // Words of people who are gone are names too.
  await transaction(services, system('retention'), (db) => db.execute(sql`select search.forget_words()`))
  const rows = await transaction(services, system('retention'), async (db) => {
    const removed = [
      await db
        .delete(messages)
        .where(
          sql`${messages.state} <> 'queued' and ${messages.createdAt} < ${before(KEPT_DAYS.messages).toISOString()}`
        ),
      await db.delete(sessions).where(lt(sessions.expiresAt, before(KEPT_DAYS.sessions))),
      await db.delete(oneTimeCodes).where(lt(oneTimeCodes.expiresAt, before(KEPT_DAYS.codes))),
      await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before(KEPT_DAYS.idempotency))),
      await removeDeliveries(db, before(KEPT_DAYS.deliveries)),
      await db.delete(counters).where(lt(counters.expiresAt, now))
    ]
    return removed.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
  })
  const { adult, told, erased: unclaimed } = await endChildhoods(services)
  return { erased, unconfirmed, rows, adult, told, unclaimed, reports }
}
