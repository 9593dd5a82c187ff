import { sql } from 'drizzle-orm'
import { system } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { audit, domainEvents } from '../../db/records.table.ts'
import type { Db } from '../../db/transaction.ts'
import { transaction, type Services } from '../../services.ts'

const BATCH = 2000

/** Each person reads in their history that another post serves them now. */
async function noteMoves(db: Db, moved: { id: string; post_id: string }[]) {
  await db
    .insert(domainEvents)
    .values(moved.map(({ id }) => ({ id: createId(), type: 'registrant.postChanged', subjectId: id })))
  await db.insert(audit).values(
    moved.map(({ id, post_id }) => ({
      id: createId(),
      actorKind: 'system',
      action: 'registrant.postChanged',
      subjectId: id,
      postId: post_id
    }))
  )
}

/**
 * Moves registrants to the post that answers for where they live, after posts or jurisdictions changed. People
 * registered at a counter stay with it until their own country changes.
 */
export async function moveRegistrantsToPosts(services: Services): Promise<number> {
  const isDue = await transaction(services, system('jurisdiction'), async (db) => {
    const { rows } = await db.execute<{ due: boolean }>(sql`
      select coalesce((select max(at) from domain_events where type = 'post.changed'), 'epoch')
           > coalesce((select (value ->> 0)::timestamptz from facts where name = 'jurisdiction-moved'), 'epoch') as due`)
    return rows[0]!.due
  })
  if (!isDue) return 0
  const startedAt = new Date().toISOString()
  for (let total = 0; ;) {
    const moved = await transaction(services, system('jurisdiction'), async (db) => {
      const { rows } = await db.execute<{ id: string; post_id: string }>(sql`
        with places as (
          select distinct r.country, r.area, coalesce(
            (select j.post_id from post_jurisdictions j join posts p on p.id = j.post_id and p.active where j.country = r.country and j.area = r.area),
            (select j.post_id from post_jurisdictions j join posts p on p.id = j.post_id and p.active where j.country = r.country and j.area is null),
            (select id from posts where rest_of_world)) as post_id
          from registrants r)
        update registrants set post_id = places.post_id from places
        where registrants.id in (
          select r.id from registrants r join places p on p.country = r.country and p.area is not distinct from r.area
          where r.post_id <> p.post_id and not (r.origin = 'assisted' and r.helper_id is null and r.confirmed_by is not distinct from 'officer') limit ${BATCH})
          and places.country = registrants.country and places.area is not distinct from registrants.area
        returning registrants.id, registrants.post_id`)
      if (rows.length > 0) await noteMoves(db, rows)
      return rows.length
    })
    total += moved
    if (moved < BATCH) {
      await transaction(services, system('jurisdiction'), (db) =>
        db.execute(sql`insert into facts (name, value) values ('jurisdiction-moved', jsonb_build_array(${startedAt}::text))
          on conflict (name) do update set value = excluded.value, at = now()`)
      )
      return total
    }
  }
}
