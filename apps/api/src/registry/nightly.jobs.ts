import { lt, sql } from 'drizzle-orm'
import { system } from '../db/actor.ts'
import { idempotencyKeys } from '../db/records.table.ts'
import type { NightlyStep } from '../nights.ts'
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

const daysAgo = ({ now }: Services, days: number) => new Date(now().getTime() - days * DAY_MS)

const removeRows = (services: Services) =>
  transaction(services, system('retention'), async (db) => {
    const before = (days: number) => daysAgo(services, days)
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
      await db.delete(counters).where(lt(counters.expiresAt, services.now()))
    ]
    return removed.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
  })

/** What clears up in the registry, each night. */
export const clearingSteps: readonly NightlyStep[] = [
  { name: 'erasures', run: async (services) => ({ erased: await drain(() => finishErasures(services)) }) },
  {
    name: 'unconfirmed',
    run: async (services) => {
      const batch = () =>
        transaction(services, system('retention'), (db) =>
          removeUnconfirmed(db, {
            withContact: daysAgo(services, KEPT_DAYS.unconfirmed),
            withoutContact: daysAgo(services, KEPT_DAYS.unconfirmedWithoutContact)
          })
        )
      return { unconfirmed: await drain(batch) }
    }
  },
  {
    name: 'charge-reports',
    run: async (services) => {
      const before = daysAgo(services, KEPT_DAYS.handledReports)
      return { reports: await drain(() => removeHandledReports(services, before)) }
    }
  },
  {
    // Words of people who are gone are names too.
    name: 'words',
    run: async (services) => {
      await transaction(services, system('retention'), (db) => db.execute(sql`select search.forget_words()`))
      return {}
    }
  },
  { name: 'rows', run: async (services) => ({ rows: await removeRows(services) }) },
  {
    name: 'childhoods',
    run: async (services) => {
      const { adult, told, erased } = await endChildhoods(services)
      return { adult, told, unclaimed: erased }
    }
  }
]
