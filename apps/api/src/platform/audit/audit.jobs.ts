import crypto from 'node:crypto'
import { sql } from 'drizzle-orm'
import { system } from '../../db/actor.ts'
import { idFloor } from '../../db/id.ts'
import { LONGEST_MS } from '../../db/lookBack.ts'
import { auditChain } from '../../db/records.table.ts'
import type { Db } from '../../db/transaction.ts'
import { transaction, type Services } from '../../services.ts'

/** So many rows are chained at a time. */
export const BATCH = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LOCK = 727003

/** One audit row in the form that is hashed; every column, in a fixed order. */
const CANONICAL = sql`jsonb_build_array(a.id, extract(epoch from a.at), a.actor_kind, a.actor_id, a.action, a.subject_id, a.post_id, to_jsonb(a.fields), a.count, a.reason, a.request_id)::text`

const link = (previous: Buffer, text: string) => crypto.createHash('sha256').update(previous).update(text).digest()

async function lastLink(db: Db): Promise<{ position: number; hash: Buffer }> {
  const { rows } = await db.execute<{ position: string; hash: Buffer }>(
    sql`select position, hash from audit_chain order by position desc limit 1`
  )
  return rows[0] ? { position: Number(rows[0].position), hash: rows[0].hash } : { position: 0, hash: Buffer.alloc(32) }
}

/**
 * Chains the audit rows that are not chained yet: each link hashes the one before and the row. Writers do not wait for
 * each other, because this is done afterwards by one worker, within a second or two. It looks `backMs` back only, or each
 * look would walk the whole audit; the worker begins with all of it, for what was written while none ran. Returns how many.
 */
export async function chainAudit(services: Services, backMs: number = LONGEST_MS): Promise<number> {
  const from = backMs === Infinity ? FIRST_ID : idFloor(Date.now() - backMs)
  return transaction(services, system('audit-chain'), async (db) => {
    const { rows: locked } = await db.execute<{ ok: boolean }>(sql`select pg_try_advisory_xact_lock(${LOCK}) as ok`)
    if (!locked[0]?.ok) return 0
    const { rows } = await db.execute<{ id: string; text: string }>(sql`
      select a.id, ${CANONICAL} as text from audit a
      where a.id >= ${from} and not exists (select from audit_chain c where c.audit_id = a.id) order by a.id limit ${BATCH}`)
    if (rows.length === 0) return 0
    let { position, hash } = await lastLink(db)
    const links = rows.map(({ id, text }) => ({ position: ++position, auditId: id, hash: (hash = link(hash, text)) }))
    await db.insert(auditChain).values(links)
    return rows.length
  })
}

/** The first position at which the chain does not fit the audit, or null if it is whole. */
export async function findBrokenLink(services: Services): Promise<number | null> {
  return transaction(services, system('audit-check'), async (db) => {
    let previous: Buffer = Buffer.alloc(32)
    for (let from = 0; ;) {
      const { rows } = await db.execute<{ position: string; hash: Buffer; text: string | null }>(sql`
        select c.position, c.hash, ${CANONICAL} as text from audit_chain c left join audit a on a.id = c.audit_id
        where c.position > ${from} order by c.position limit 5000`)
      for (const { position, hash, text } of rows) {
        if (Number(position) !== from + 1 || text === null || !link(previous, text).equals(hash))
          return Number(position)
        from = Number(position)
        previous = hash
      }
      if (rows.length === 0) return null
    }
  })
}
