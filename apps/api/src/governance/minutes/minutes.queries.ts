import { and, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Minutes } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import { meetings } from '../meetings/meetings.table.ts'
import { minutes } from './minutes.table.ts'

/** What minutes say; stands sealed. */
export type MinutesText = Pick<Minutes, 'correction' | 'opening' | 'parts' | 'closing' | 'approvedIn'>

const place = (row: string) => ({ table: 'minutes', column: 'text_sealed', row })
const sealText = (keys: Keys, id: string, text: MinutesText) => seal(classKey(keys, 'committee'), place(id), text)

const writer = alias(staff, 'writer')
const approver = alias(staff, 'approver')

/** Minutes of a meeting in all editions, newest first; or one edition. */
export async function listMinutes(db: Db, keys: Keys, by: { meetingId: string } | { id: string }): Promise<Minutes[]> {
  const rows = await db
    .select({ row: minutes, writtenBy: writer.name, approvedBy: approver.name })
    .from(minutes)
    .leftJoin(writer, eq(writer.id, minutes.writtenBy))
    .leftJoin(approver, eq(approver.id, minutes.approvedBy))
    .where('id' in by ? eq(minutes.id, by.id) : eq(minutes.meetingId, by.meetingId))
    .orderBy(desc(minutes.edition))
    .limit(100)
  return rows.map(({ row, writtenBy, approvedBy }) => ({
    id: row.id,
    meetingId: row.meetingId,
    edition: row.edition,
    state: row.state as Minutes['state'],
    ...unseal<MinutesText>(classKey(keys, 'committee'), place(row.id), row.textSealed),
    writtenBy,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    approvedBy,
    version: row.version
  }))
}

export const findMinutes = async (db: Db, keys: Keys, id: string): Promise<Minutes | null> =>
  (await listMinutes(db, keys, { id }))[0] ?? null

export interface EditionValues {
  meetingId: string
  edition: number
  writtenBy: string
  text: MinutesText
}

export async function insertMinutes(
  db: Db,
  keys: Keys,
  { text, ...values }: EditionValues,
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(minutes).values({ id, ...values, textSealed: sealText(keys, id, text), createdAt: now })
  return id
}

/** Writes a draft if its version is still the given one. The database refuses it for an approved edition. */
export async function updateMinutes(
  db: Db,
  keys: Keys,
  { id, version }: Pick<Minutes, 'id' | 'version'>,
  text: MinutesText,
  changes: Partial<Pick<typeof minutes.$inferSelect, 'writtenBy' | 'state' | 'approvedAt' | 'approvedBy'>>
): Promise<boolean> {
  const { rowCount } = await db
    .update(minutes)
    .set({ ...changes, textSealed: sealText(keys, id, text), version: version + 1 })
    .where(and(eq(minutes.id, id), eq(minutes.version, version)))
  return rowCount === 1
}

/** From here on the meeting stays as it was. The first approval counts. */
export const freezeMeeting = (db: Db, meetingId: string, now: Date) =>
  db
    .update(meetings)
    .set({ minutesApprovedAt: sql`coalesce(${meetings.minutesApprovedAt}, ${now.toISOString()}::timestamptz)` })
    .where(eq(meetings.id, meetingId))
