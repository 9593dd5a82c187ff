import { and, asc, eq, inArray } from 'drizzle-orm'
import type { TourNote } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { createId } from '../../db/id.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { lockTour } from './tours.commands.ts'
import { findTourOf } from './tourParts.queries.ts'
import { tourNotes, tourSessions } from './tours.table.ts'

type Staff = Actor & { kind: 'staff' }
const NOTES_MAX = 2000
const place = (row: string) => ({ table: 'tour_notes', column: 'text_sealed', row })
const sealText = (keys: Keys, id: string, text: string) => seal(classKey(keys, 'tours'), place(id), text.trim())

/** Notes of a whole tour, or one of them, in the order in which they were written. */
export async function listNotes(
  db: Db,
  keys: Keys,
  actor: Actor,
  filter: { tourId: string } | { id: string }
): Promise<TourNote[]> {
  const rows = await db
    .select({ row: tourNotes, author: { id: staff.id, name: staff.name } })
    .from(tourNotes)
    .innerJoin(tourSessions, eq(tourSessions.id, tourNotes.sessionId))
    .innerJoin(staff, eq(staff.id, tourNotes.authorId))
    .where('id' in filter ? eq(tourNotes.id, filter.id) : eq(tourSessions.tourId, filter.tourId))
    .orderBy(asc(tourNotes.writtenAt), asc(tourNotes.id))
    .limit(NOTES_MAX)
  return rows.map(({ row, author }) => ({
    id: row.id,
    sessionId: row.sessionId,
    text: unseal<string>(classKey(keys, 'tours'), place(row.id), row.textSealed),
    author,
    isMine: 'id' in actor && actor.id === author.id,
    writtenAt: row.writtenAt.toISOString(),
    correctedAt: row.correctedAt?.toISOString() ?? null,
    version: row.version
  }))
}

const checkText = (text: string) => {
  if (!text.trim()) throw problems.invalid([fieldError('/text', 'required', 'Write something.')])
}

async function finish(db: Db, { keys }: Services, actor: Staff, id: string, action: string, requestId: string) {
  await writeEvent(db, 'tourNote.changed', id)
  await writeAudit(db, actor, { action, subjectId: id, requestId })
  return (await listNotes(db, keys, actor, { id }))[0]!
}

/** Keeps a note under the name of who wrote it. */
export const addNote = (
  services: Services,
  actor: Staff,
  { sessionId, text }: { sessionId: string; text: string },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<TourNote> => {
  checkText(text)
  const { keys, now } = services
  return transaction(services, actor, (db) =>
    once(db, keys, idempotent, async () => {
      const tourId = await findTourOf(db, 'sessions', sessionId)
      if (!tourId) throw problems.notFound()
      await lockTour(db, tourId)
      const sessions = db.select({ id: tourSessions.id }).from(tourSessions).where(eq(tourSessions.tourId, tourId))
      if ((await db.$count(tourNotes, inArray(tourNotes.sessionId, sessions))) >= NOTES_MAX)
        throw problems.conflict(`A tour takes ${NOTES_MAX} notes.`)
      const id = createId(now().getTime())
      const textSealed = sealText(keys, id, text)
      await db.insert(tourNotes).values({ id, sessionId, authorId: actor.id, textSealed, writtenAt: now() })
      return finish(db, services, actor, id, 'tourNote.written', requestId)
    })
  )
}

/** Words a note better. Only its author does: it says what they saw. */
export const updateNote = (
  services: Services,
  actor: Staff,
  { id, version, text }: { id: string; version: number; text: string },
  requestId: string
): Promise<TourNote> => {
  checkText(text)
  const { keys, now } = services
  return transaction(services, actor, async (db) => {
    const [before] = await listNotes(db, keys, actor, { id })
    if (!before) throw problems.notFound()
    if (!before.isMine) throw problems.conflict('Only its author corrects a note.')
    await lockTour(db, (await findTourOf(db, 'sessions', before.sessionId))!)
    const { rowCount } = await db
      .update(tourNotes)
      .set({ textSealed: sealText(keys, id, text), correctedAt: now(), version: version + 1 })
      .where(and(eq(tourNotes.id, id), eq(tourNotes.version, version)))
    if (rowCount !== 1) throw problems.versionChanged()
    return finish(db, services, actor, id, 'tourNote.corrected', requestId)
  })
}
