import { and, desc, eq, gte, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Announcement, PublicAnnouncement } from '@ponte/schema'
import { mayApprove } from '../../approval.rules.ts'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { announcements } from './announcements.table.ts'

const PUBLIC_MAX = 200
const LIST_MAX = 500

export type AnnouncementRecord = typeof announcements.$inferSelect
export type AnnouncementContent = Pick<Announcement, 'countries' | 'pt' | 'en' | 'showUntil'>

const contentOf = ({ id, countries, pt, en, showUntil }: AnnouncementRecord) => ({ id, countries, pt, en, showUntil })

/** What everybody reads on a day, newest first. */
export async function listPublicAnnouncements(db: Db, today: string): Promise<PublicAnnouncement[]> {
  const rows = await db
    .select()
    .from(announcements)
    .where(
      and(
        isNotNull(announcements.publishedAt),
        or(isNull(announcements.showUntil), gte(announcements.showUntil, today))
      )
    )
    .orderBy(desc(announcements.publishedAt), desc(announcements.id))
    .limit(PUBLIC_MAX)
  return rows.map((row) => ({ ...contentOf(row), publishedAt: row.publishedAt!.toISOString() }))
}

/** The mailings made from an announcement; their table belongs to a feature that knows this one, hence by its name. */
const mailingsOf = sql<Announcement['mailings']>`coalesce((
  select json_agg(json_build_object('id', m.id, 'state', m.state) order by m.created_at desc, m.id desc)
  from mailings m where m.announcement_id = announcements.id), '[]'::json)`

const withAuthors = (db: Db) =>
  db
    .select({ row: announcements, author: staff.name, mailings: mailingsOf })
    .from(announcements)
    .leftJoin(staff, eq(staff.id, announcements.writtenBy))

interface Found {
  row: AnnouncementRecord
  author: string | null
  mailings: Announcement['mailings']
}

const toAnnouncement = (staffId: string, { row, author, mailings }: Found): Announcement => ({
  ...contentOf(row),
  author,
  mayPublish: mayApprove(staffId, row),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  mailings,
  version: row.version
})

/** Announcements and drafts as a member of staff sees them. */
export const listAnnouncements = async (db: Db, staffId: string): Promise<Announcement[]> =>
  (await withAuthors(db).orderBy(desc(announcements.id)).limit(LIST_MAX)).map((found) => toAnnouncement(staffId, found))

export async function viewAnnouncement(db: Db, staffId: string, id: string): Promise<Announcement | null> {
  const [found] = await withAuthors(db).where(eq(announcements.id, id))
  return found ? toAnnouncement(staffId, found) : null
}

export async function findAnnouncement(db: Db, id: string, { lock = false } = {}): Promise<AnnouncementRecord | null> {
  const query = db.select().from(announcements).where(eq(announcements.id, id))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

export async function insertAnnouncement(
  db: Db,
  content: AnnouncementContent,
  writtenBy: string,
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(announcements).values({ id, ...content, writtenBy, editors: [writtenBy], createdAt: now })
  return id
}

/** Changes an announcement of a version. False if somebody changed it meanwhile. */
export async function updateAnnouncement(
  db: Db,
  id: string,
  version: number,
  changes: Partial<
    AnnouncementContent & Pick<AnnouncementRecord, 'writtenBy' | 'editors' | 'publishedBy' | 'publishedAt'>
  >
): Promise<boolean> {
  const { rowCount } = await db
    .update(announcements)
    .set({ ...changes, version: sql`${announcements.version} + 1` })
    .where(and(eq(announcements.id, id), eq(announcements.version, version)))
  return rowCount === 1
}
