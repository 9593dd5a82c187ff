import { and, asc, desc, eq, notInArray, sql } from 'drizzle-orm'
import type { Meeting, MeetingItem, MeetingRow, MeetingSeat, MeetingState, Seat } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { dayIn } from '../../days.ts'
import { countingMember, doesExist, holderOn, isFilled, quorumOf } from '../committee/committee.rules.ts'
import { listSeats } from '../seats/seats.queries.ts'
import { localTimeOf } from './meetings.rules.ts'
import { attendances, meetingItems, meetings, papers } from './meetings.table.ts'

export type MeetingRecord = typeof meetings.$inferSelect

export const toRow = (row: MeetingRecord): MeetingRow => ({
  id: row.id,
  year: row.year,
  number: row.number,
  title: row.title,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  zone: row.zone,
  place: row.place,
  state: row.state as MeetingState
})

/** All meetings, newest first: a committee meets some ten times a year. */
export const listMeetings = async (db: Db): Promise<MeetingRow[]> =>
  (await db.select().from(meetings).orderBy(desc(meetings.startsAt), desc(meetings.id)).limit(1000)).map(toRow)

/** The record of a meeting as it stands in its table; held until the transaction ends where it will be changed. */
export async function findMeetingRecord(db: Db, id: string, lock = false): Promise<MeetingRecord | null> {
  const query = db.select().from(meetings).where(eq(meetings.id, id))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

export const listItems = (db: Db, meetingId: string): Promise<MeetingItem[]> =>
  db
    .select({ id: meetingItems.id, title: meetingItems.title, description: meetingItems.description })
    .from(meetingItems)
    .where(eq(meetingItems.meetingId, meetingId))
    .orderBy(asc(meetingItems.position))

/** One seat as it is on the day of a meeting, with who of it is there. */
function toMeetingSeat(seat: Seat, day: string, attendance: Map<string, typeof attendances.$inferSelect>): MeetingSeat {
  const noted = attendance.get(seat.id)
  const member = (kind: 'titular' | 'alternate') => {
    const holder = holderOn(seat.mandates, kind, day)
    return holder && { mandateId: holder.id, name: holder.name, function: holder.function }
  }
  const titular = member('titular')
  const alternate = member('alternate')
  // Who no longer holds the seat, after a mandate was corrected, was not there for it.
  const presence = {
    titularPresent: titular !== null && (noted?.titularPresent ?? false),
    alternatePresent: alternate !== null && (noted?.alternatePresent ?? false)
  }
  return {
    seatId: seat.id,
    institution: seat.institution,
    titular,
    alternate,
    ...presence,
    counts: countingMember(presence)
  }
}

/** One meeting with everything that belongs to it. */
export async function findMeeting(db: Db, keys: Keys, id: string): Promise<Meeting | null> {
  const row = await findMeetingRecord(db, id)
  if (!row) return null
  const day = dayIn(row.zone, row.startsAt)
  const all = (await listSeats(db, keys)).filter((seat) => doesExist(seat, day))
  const noted = await db.select().from(attendances).where(eq(attendances.meetingId, id))
  const attendance = new Map(noted.map((one) => [one.seatId, one]))
  const seats = all.map((seat) => toMeetingSeat(seat, day, attendance))
  const filled = all.filter((seat) => isFilled(seat, day)).length
  const attached = await db
    .select({ id: papers.id, name: papers.name, type: papers.type, bytes: papers.bytes, addedAt: papers.addedAt })
    .from(papers)
    .where(eq(papers.meetingId, id))
    .orderBy(asc(papers.id))
  return {
    ...toRow(row),
    localStart: localTimeOf(row.startsAt, row.zone),
    minutes: Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000),
    link: row.link,
    calledAt: row.calledAt?.toISOString() ?? null,
    sequence: row.sequence,
    cancelReason:
      row.cancelReasonSealed && unseal<string>(classKey(keys, 'committee'), reasonPlace(id), row.cancelReasonSealed),
    isFrozen: row.minutesApprovedAt !== null,
    version: row.version,
    items: await listItems(db, id),
    papers: attached.map((paper) => ({ ...paper, addedAt: paper.addedAt.toISOString() })),
    seats,
    quorum: quorumOf(filled, seats.filter(({ counts }) => counts).length, row.quorumPercent)
  }
}

const reasonPlace = (row: string) => ({ table: 'meetings', column: 'cancel_reason_sealed', row })
export const sealCancelReason = (keys: Keys, id: string, reason: string) =>
  seal(classKey(keys, 'committee'), reasonPlace(id), reason)

export type MeetingValues = Pick<
  MeetingRecord,
  'title' | 'startsAt' | 'endsAt' | 'zone' | 'place' | 'link' | 'quorumPercent'
>

/** Adds a meeting under the next number of its year. */
export async function insertMeeting(db: Db, year: number, values: MeetingValues, now: Date): Promise<string> {
  const id = createId(now.getTime())
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('meetings.number'), ${year})`)
  const [last] = await db
    .select({ number: sql<number>`coalesce(max(${meetings.number}), 0)::int` })
    .from(meetings)
    .where(eq(meetings.year, year))
  await db.insert(meetings).values({ id, year, number: last!.number + 1, ...values, createdAt: now })
  return id
}

/** Changes a meeting if its version is still the given one. */
export async function updateMeeting(
  db: Db,
  id: string,
  version: number,
  changes: Partial<Omit<MeetingRecord, 'id' | 'version'>>
): Promise<boolean> {
  const { rowCount } = await db
    .update(meetings)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(meetings.id, id), eq(meetings.version, version)))
  return rowCount === 1
}

export interface ItemValues {
  id?: string
  title: string
  description?: string | null
}

/** Writes the agenda in its new order: known items are kept, new ones get an id, the others go. */
export async function replaceItems(db: Db, meetingId: string, items: readonly ItemValues[], now: Date) {
  const rows = items.map(({ id, title, description }, position) => ({
    id: id ?? createId(now.getTime()),
    meetingId,
    position,
    title: title.trim(),
    description: description?.trim() || null
  }))
  const kept = rows.map(({ id }) => id)
  await db
    .delete(meetingItems)
    .where(and(eq(meetingItems.meetingId, meetingId), kept.length > 0 ? notInArray(meetingItems.id, kept) : undefined))
  for (const { id, title, description, position } of rows)
    await db
      .insert(meetingItems)
      .values({ id, meetingId, title, description, position })
      .onConflictDoUpdate({ target: meetingItems.id, set: { title, description, position } })
}

/** Puts one more item at the end of an agenda, which is a new version of its meeting. False where the agenda is full. */
export async function appendItem(
  db: Db,
  { id: meetingId, version }: Pick<MeetingRecord, 'id' | 'version'>,
  item: { title: string; description: string | null; recommendationId: string },
  max: number,
  now: Date
): Promise<boolean> {
  const position = await db.$count(meetingItems, eq(meetingItems.meetingId, meetingId))
  if (position >= max) return false
  await db.insert(meetingItems).values({ id: createId(now.getTime()), meetingId, position, ...item })
  return updateMeeting(db, meetingId, version, {})
}

/** Notes who of a seat is there. */
export const upsertAttendance = (db: Db, row: typeof attendances.$inferInsert) =>
  db
    .insert(attendances)
    .values(row)
    .onConflictDoUpdate({
      target: [attendances.meetingId, attendances.seatId],
      set: { titularPresent: row.titularPresent, alternatePresent: row.alternatePresent }
    })

/** Whether a meeting decided anything; decisions belong to a feature that knows this one, hence by their name. */
export async function hasDecided(db: Db, id: string): Promise<boolean> {
  const { rows } = await db.execute<{ decided: boolean }>(
    sql`select exists (select from decisions where meeting_id = ${id}) as decided`
  )
  return rows[0]!.decided
}
