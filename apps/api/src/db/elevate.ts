import { sql } from 'drizzle-orm'
import { settingsOf, system, type Actor } from './actor.ts'
import type { Db } from './transaction.ts'

const setActor = (db: Db, actor: Actor) =>
  db.execute(
    sql`select ${sql.join(
      settingsOf(actor).map(([name, value]) => sql`set_config(${name}, ${value}, true)`),
      sql`, `
    )}`
  )

/**
 * A step that the product does on behalf of an actor who may not do it alone, inside the same transaction: count down a
 * helper's quota, move a record to another post. The task says which.
 */
export async function asSystem<T>(db: Db, actor: Actor, task: string, work: () => Promise<T>): Promise<T> {
  await setActor(db, system(task))
  const result = await work()
  await setActor(db, actor)
  return result
}
