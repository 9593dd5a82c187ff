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
import { lockMeeting } from './meetings.commands.ts'
import { papers } from './meetings.table.ts'

const PAPERS_MAX = 40
const place = (row: string) => ({ table: 'papers', column: 'content_sealed', row })

/** Puts a paper before a meeting. */
export async function addPaper(
  services: Services,
  actor: Actor,
  meetingId: string,
  sent: { name: string; content: string },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Paper> {
  const { keys, now } = services
  const { bytes, name, type } = await openPaperFile(sent)
  return transaction(services, actor, (db) =>
    once(db, keys, idempotent, async () => {
      await lockMeeting(db, services, meetingId, 'editAgenda')
      const [there] = await db.select({ n: count() }).from(papers).where(eq(papers.meetingId, meetingId))
      if (there!.n >= PAPERS_MAX) throw problems.conflict(`A meeting takes ${PAPERS_MAX} papers.`)
      const id = createId(now().getTime())
      const contentSealed = seal(classKey(keys, 'committee'), place(id), bytes.toString('base64'))
      await db.insert(papers).values({ id, meetingId, name, type, bytes: bytes.length, contentSealed, addedAt: now() })
      await writeEvent(db, 'paper.added', id, { meetingId })
      await writeAudit(db, actor, { action: 'paper.added', subjectId: id, requestId })
      return { id, name, type, bytes: bytes.length, addedAt: now().toISOString() }
    })
  )
}

async function getPaper(db: Db, id: string) {
  const [paper] = await db.select().from(papers).where(eq(papers.id, id))
  if (!paper) throw problems.notFound()
  return paper
}

/** Opens a paper; that it was read stands in the audit. */
export const readPaper = (services: Services, actor: Actor, id: string, requestId: string) =>
  transaction(services, actor, async (db) => {
    const { name, type, contentSealed } = await getPaper(db, id)
    await writeAudit(db, actor, { action: 'paper.read', subjectId: id, requestId })
    const base64 = unseal<string>(classKey(services.keys, 'committee'), place(id), contentSealed)
    return { name, type, content: Buffer.from(base64, 'base64') }
  })

/** Takes a paper back while the minutes of its meeting are not approved. */
export const removePaper = (services: Services, actor: Actor, id: string, requestId: string): Promise<{ id: string }> =>
  transaction(services, actor, async (db) => {
    const { meetingId } = await getPaper(db, id)
    await lockMeeting(db, services, meetingId, 'editAgenda')
    await db.delete(papers).where(eq(papers.id, id))
    await writeEvent(db, 'paper.removed', id, { meetingId })
    await writeAudit(db, actor, { action: 'paper.removed', subjectId: id, requestId })
    return { id }
  })
