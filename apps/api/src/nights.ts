import { like, sql } from 'drizzle-orm'
import { system } from './db/actor.ts'
import { facts } from './db/records.table.ts'
import { dayIn, type Day } from './days.ts'
import { transaction, type Services } from './services.ts'

/*
 * What is done once a night. Each step stands for itself: one that fails is tried again and keeps no other waiting. What a
 * night missed because the product was down is done when it is up again. Every step may be done twice without harm.
 */
export interface NightlyStep {
  name: string
  /** Returns counts of what was done, for the log. */
  run: (services: Services) => Promise<Record<string, number>>
}

/** A night begins at 2:17 by the ministry's clock, when hardly anybody registers. */
const BEGINS_MS = (2 * 60 + 17) * 60_000
const actor = system('nights')
const factOf = (name: string) => `night ${name}`

/** The night that began last. */
export const nightOf = (zone: string, now: Date): Day => dayIn(zone, new Date(now.getTime() - BEGINS_MS))

const lastNight = ({ config, now }: Services) => nightOf(config.timeZone, now())

/** Steps that this database never saw have no night behind them: their first one is the next. */
export const beginNights = (services: Services, names: readonly string[]): Promise<unknown> =>
  transaction(services, actor, (db) =>
    db
      .insert(facts)
      .values(names.map((name) => ({ name: factOf(name), value: lastNight(services) })))
      .onConflictDoNothing()
  )

/** The names of the steps that were not done in the night that began last. */
export const listDueSteps = (services: Services, names: readonly string[]): Promise<string[]> =>
  transaction(services, actor, async (db) => {
    const rows = await db
      .select()
      .from(facts)
      .where(like(facts.name, factOf('%')))
    const done = new Map(rows.map(({ name, value }) => [name, value as Day]))
    return names.filter((name) => (done.get(factOf(name)) ?? '') < lastNight(services))
  })

/** Does a step, and notes that its night is done; one that fails is still due. */
export async function runStep(services: Services, { name, run }: NightlyStep): Promise<void> {
  // A step that ends after the next night has begun was of the night before.
  const night = lastNight(services)
  const counts = await run(services)
  await transaction(services, actor, (db) =>
    db
      .insert(facts)
      .values({ name: factOf(name), value: night })
      .onConflictDoUpdate({ target: facts.name, set: { value: sql`excluded.value`, at: sql`now()` } })
  )
  services.log.info({ step: name, ...counts }, 'nightly step')
}

/** Does something for each item. One that fails keeps no other back, and makes the step fail after all were tried. */
export async function eachApart<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<number> {
  const errors: unknown[] = []
  let done = 0
  for (const item of items)
    try {
      if (await work(item)) done++
    } catch (error) {
      errors.push(error)
    }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${items.length} failed.`)
  return done
}
