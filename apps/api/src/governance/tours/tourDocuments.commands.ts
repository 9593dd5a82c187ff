import { count, eq } from 'drizzle-orm'
import type { Paper } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { createId } from '../../db/id.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { openPaperFile } from '../../files/paperFile.ts'
import { problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { lockTour } from './tours.commands.ts'
import { tourDocuments } from './tours.table.ts'

const DOCUMENTS_MAX = 40
const place = (row: string) => ({ table: 'tour_documents', column: 'content_sealed', row })

/** Adds a document to a tour. */
export async function addDocument(
  services: Services,
  actor: Actor,
  tourId: string,
  sent: { name: string; content: string },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Paper> {
  const { keys, now } = services
  const { bytes, name, type } = await openPaperFile(sent)
  return transaction(services, actor, (db) =>
    once(db, keys, idempotent, async () => {
      await lockTour(db, tourId)
      const [there] = await db.select({ n: count() }).from(tourDocuments).where(eq(tourDocuments.tourId, tourId))
      if (there!.n >= DOCUMENTS_MAX) throw problems.conflict(`A tour takes ${DOCUMENTS_MAX} documents.`)
      const id = createId(now().getTime())
      const contentSealed = seal(classKey(keys, 'tours'), place(id), bytes.toString('base64'))
      const values = { id, tourId, name, type, bytes: bytes.length, contentSealed, addedAt: now() }
      await db.insert(tourDocuments).values(values)
      await writeEvent(db, 'tour.changed', tourId)
      await writeAudit(db, actor, { action: 'tourDocument.added', subjectId: id, requestId })
      return { id, name, type, bytes: bytes.length, addedAt: now().toISOString() }
    })
  )
}

async function getDocument(db: Db, id: string) {
  const [document] = await db.select().from(tourDocuments).where(eq(tourDocuments.id, id))
  if (!document) throw problems.notFound()
  return document
}

/** Opens a document; that it was read stands in the audit. */
export const readDocument = (services: Services, actor: Actor, id: string, requestId: string) =>
  transaction(services, actor, async (db) => {
    const { name, type, contentSealed } = await getDocument(db, id)
    await writeAudit(db, actor, { action: 'tourDocument.read', subjectId: id, requestId })
    const base64 = unseal<string>(classKey(services.keys, 'tours'), place(id), contentSealed)
    return { name, type, content: Buffer.from(base64, 'base64') }
  })

/** Takes a document back. */
export const removeDocument = (
  services: Services,
  actor: Actor,
  id: string,
  requestId: string
): Promise<{ id: string }> =>
  transaction(services, actor, async (db) => {
    const { tourId } = await getDocument(db, id)
    await lockTour(db, tourId)
    await db.delete(tourDocuments).where(eq(tourDocuments.id, id))
    await writeEvent(db, 'tour.changed', tourId)
    await writeAudit(db, actor, { action: 'tourDocument.removed', subjectId: id, requestId })
    return { id }
  })
