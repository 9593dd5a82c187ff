import type {
  Announcement,
  AnnouncementText,
  Input,
  createAnnouncement as createEndpoint,
  updateAnnouncement as updateEndpoint
} from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import * as queries from './announcements.queries.ts'

type Staff = Actor & { kind: 'staff' }

/** A text as it is kept. One of spaces alone says nothing. */
function tidy({ title, text }: AnnouncementText, language: 'pt' | 'en'): AnnouncementText {
  if (!text.trim()) throw problems.invalid([fieldError(`/${language}/text`, 'required', 'Write the text.')])
  return { title: title.trim(), text: text.trim() }
}

async function lock(db: Db, id: string): Promise<queries.AnnouncementRecord> {
  const row = await queries.findAnnouncement(db, id, { lock: true })
  if (!row) throw problems.notFound()
  return row
}

/** Notes what was done and returns what stands there now. */
async function finish(
  db: Db,
  actor: Staff,
  id: string,
  { action, fields = [] }: { action: string; fields?: string[] },
  { requestId }: RequestFacts
): Promise<Announcement> {
  await writeEvent(db, 'announcement.changed', id)
  await writeAudit(db, actor, { action: `announcement.${action}`, subjectId: id, fields, requestId })
  return (await queries.viewAnnouncement(db, actor.id, id))!
}

/** Writes a draft. */
export const createAnnouncement = (
  services: Services,
  actor: Staff,
  { pt, en, ...rest }: Input<typeof createEndpoint>['body'],
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<Announcement> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const content = { ...rest, pt: tidy(pt, 'pt'), en: tidy(en, 'en') }
      const id = await queries.insertAnnouncement(db, content, actor.id, services.now())
      return finish(db, actor, id, { action: 'created' }, facts)
    })
  )

/** Changes an announcement. New words are nobody's but the writer's, so they wait for another person again. */
export const updateAnnouncement = (
  services: Services,
  actor: Staff,
  id: string,
  version: number,
  changes: Input<typeof updateEndpoint>['body'],
  facts: RequestFacts
): Promise<Announcement> =>
  transaction(services, actor, async (db) => {
    await lock(db, id)
    const { pt, en, ...rest } = changes
    const isSaved = await queries.updateAnnouncement(db, id, version, {
      ...rest,
      ...(pt ? { pt: tidy(pt, 'pt') } : {}),
      ...(en ? { en: tidy(en, 'en') } : {}),
      writtenBy: actor.id,
      publishedBy: null,
      publishedAt: null
    })
    if (!isSaved) throw problems.versionChanged()
    return finish(db, actor, id, { action: 'changed', fields: Object.keys(changes) }, facts)
  })

/** Publishes what another person wrote. */
export const publishAnnouncement = (
  services: Services,
  actor: Staff,
  id: string,
  facts: RequestFacts
): Promise<Announcement> =>
  transaction(services, actor, async (db) => {
    const row = await lock(db, id)
    if (row.publishedAt) throw problems.conflict('This announcement is published already.')
    if (row.writtenBy === actor.id)
      throw problems.conflict('Another person than who wrote it publishes an announcement.')
    await queries.updateAnnouncement(db, id, row.version, { publishedBy: actor.id, publishedAt: services.now() })
    return finish(db, actor, id, { action: 'published' }, facts)
  })

/** Takes an announcement off the site. */
export const withdrawAnnouncement = (
  services: Services,
  actor: Staff,
  id: string,
  facts: RequestFacts
): Promise<Announcement> =>
  transaction(services, actor, async (db) => {
    const row = await lock(db, id)
    if (!row.publishedAt) throw problems.conflict('This announcement is not published.')
    await queries.updateAnnouncement(db, id, row.version, { publishedBy: null, publishedAt: null })
    return finish(db, actor, id, { action: 'withdrawn' }, facts)
  })
