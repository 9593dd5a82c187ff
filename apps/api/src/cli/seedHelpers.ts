import { sql } from 'drizzle-orm'
import { system } from '../db/actor.ts'
import { writeAudit, writeEvent } from '../db/records.ts'
import type { Db } from '../db/transaction.ts'
import { insertHelper, revokeHelper } from '../registry/helpers/helpers.queries.ts'
import { transaction, type Services } from '../services.ts'

const DAY_MS = 86_400_000
const actor = system('seed')

/** What the page of helpers has to tell apart: in use, nearly used up, over, and ended by the post. */
const madeUp = [
  { name: 'Celeste Bila, AMOZA', share: 5, spare: 120, days: 200 },
  { name: 'Pastor Jorge Sitoe, Igreja Assembleia', share: 3, spare: 40, days: 90 },
  { name: 'Fátima Abudo, associação de estudantes', share: 2, spare: 1, days: 30 },
  { name: 'Armando Chissico, sindicato dos mineiros', share: 2, spare: 15, days: -20 },
  { name: 'Lurdes Macamo', share: 1, spare: 25, days: 60, revoked: true }
]

/** Gives the assisted people of a post, who have no helper yet, to a helper by their share; returns how many they are. */
async function giveAway(db: Db, postId: string, helperId: string, places: number[], turns: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    update registrants set helper_id = ${helperId}
    where id in (
      select id from (
        select id, row_number() over (order by registered_at, id) % ${turns} as turn from registrants
        where post_id = ${postId} and origin = 'assisted' and made_up) as assisted
      where turn in (${sql.join(places, sql`, `)}))
      and helper_id is null`)
  return rowCount ?? 0
}

async function addHelpers(db: Db, services: Services, postId: string, createdBy: string) {
  const turns = madeUp.reduce((sum, { share }) => sum + share, 0)
  let first = 0
  for (const { name, share, spare, days, revoked } of madeUp) {
    const expiresAt = new Date(services.now().getTime() + days * DAY_MS)
    const { helper } = await insertHelper(db, services.keys, { postId, name, quota: 1, expiresAt, createdBy })
    const places = Array.from({ length: share }, (_, n) => first + n)
    first += share
    const used = await giveAway(db, postId, helper.id, places, turns)
    await db.execute(sql`
      update helpers set used = ${used}, quota = ${used + spare}, created_at = now() - interval '300 days' where id = ${helper.id}`)
    if (revoked) await revokeHelper(db, postId, helper.id, services.now())
    await writeEvent(db, 'helper.changed', helper.id)
    await writeAudit(db, actor, { action: 'helper.created', subjectId: helper.id, count: used + spare })
  }
}

/** Made-up helpers for the posts of the made-up officers, whom their assisted people point to. Never in production. */
export function seedHelpers(services: Services): Promise<void> {
  if (services.config.production) throw new Error('Made-up helpers are refused in production.')
  return transaction(services, actor, async (db) => {
    const { rows } = await db.execute<{ id: string; post_id: string }>(sql`
      select distinct on (post_id) id, post_id from staff
      where role = 'officer' and post_id not in (select post_id from helpers) order by post_id, id`)
    for (const { id, post_id: postId } of rows) await addHelpers(db, services, postId, id)
  })
}
