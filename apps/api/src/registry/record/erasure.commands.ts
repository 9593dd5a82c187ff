import crypto from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { ErasureReceipt } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { createId } from '../../db/id.ts'
import { reasonOf, writeAudit, writeEvent } from '../../db/records.ts'
import { secretHash } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { endSessionsOf } from '../../platform/sessions/sessions.queries.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { lockRow } from '../registrants/change.commands.ts'
import { findContact } from '../registrants/contacts.queries.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import type { RegistrantRecord } from '../registrants/registrants.queries.ts'
import { registrants } from '../registrants/registrants.table.ts'
import { removeRegistrants } from './erasures.queries.ts'
import { erasures } from './erasures.table.ts'
import { queueNotice } from './notices.ts'

/** Something to quote later that names nobody. */
const createReceipt = () =>
  `A-${crypto
    .randomInt(1_000_000_000_000)
    .toString()
    .padStart(12, '0')
    .replace(/(\d{4})(?=\d)/g, '$1-')}`

/**
 * Takes a record out of use at once: nobody finds, counts or opens it, and its sessions end. The rows go with the
 * nightly job after the stated delay; the tombstone stays, so that a restored backup brings nobody back.
 */
export async function eraseRecord(
  db: Db,
  services: Services,
  actor: Actor,
  row: RegistrantRecord,
  facts: RequestFacts,
  { reason, notice = 'erased' }: { reason?: string; notice?: 'erased' | 'unclaimed' | null } = {}
): Promise<ErasureReceipt> {
  const now = services.now()
  const goneAt = new Date(now.getTime() + services.config.erasureDelayDays * 86_400_000)
  const receipt = createReceipt()
  const key = (await findRegistrantKey(db, services.keys, row.id))!
  await writeEvent(db, 'registrant.erased', row.id)
  await writeAudit(db, actor, {
    action: 'registrant.erased',
    subjectId: row.id,
    postId: row.postId,
    reason: reasonOf(key, reason),
    requestId: facts.requestId
  })
  await db.insert(erasures).values({
    id: createId(),
    registrantHash: secretHash(services.keys, 'erasure', row.id),
    receipt,
    erasedAt: now,
    goneAt
  })
  const contact = notice && (await findContact(db, key, row.id))
  if (contact) await queueNotice(db, services, contact, notice)
  await endSessionsOf(db, row.id, now)
  await asSystem(db, actor, 'erase', () =>
    db.update(registrants).set({ erasedAt: now }).where(eq(registrants.id, row.id))
  )
  return { receipt, erasedAt: now.toISOString(), goneAt: goneAt.toISOString() }
}

export const eraseMyRecord = (services: Services, actor: Actor & { kind: 'registrant' }, facts: RequestFacts) =>
  transaction(services, actor, async (db) => eraseRecord(db, services, actor, await lockRow(db, actor.id), facts))

/** Removes for good what was erased long enough ago. Runs as the worker. Returns how many people are gone. */
export function finishErasures(services: Services): Promise<number> {
  const { config, keys } = services
  const before = new Date(services.now().getTime() - config.erasureDelayDays * 86_400_000)
  return transaction(services, system('erasure'), (db) => removeRegistrants(db, keys, before, services.now()))
}
