import { and, asc, desc, eq } from 'drizzle-orm'
import type { Tour, TourCreate, TourDelegate, TourHost, TourRow, TourSession, TourState } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { seats } from '../seats/seats.table.ts'
import { timesOf } from './tours.rules.ts'
import { openContact, openPerson } from './tourPeople.ts'
import { tourDelegates, tourDocuments, tourHosts, tourNotes, tours, tourSessions } from './tours.table.ts'

export type TourRecord = typeof tours.$inferSelect

const toRow = (row: TourRecord): TourRow => ({
  id: row.id,
  title: row.title,
  country: row.country,
  firstOn: row.firstOn,
  lastOn: row.lastOn,
  state: row.state as TourState
})

/** All tours, newest first: there are a few in a year. */
export const listTours = async (db: Db): Promise<TourRow[]> =>
  (await db.select().from(tours).orderBy(desc(tours.firstOn), desc(tours.id)).limit(500)).map(toRow)

/** The record of a tour as it stands in its table; held until the transaction ends where it will be changed. */
export async function findTourRecord(db: Db, id: string, lock = false): Promise<TourRecord | null> {
  const query = db.select().from(tours).where(eq(tours.id, id))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

async function listHosts(db: Db, keys: Keys, tourId: string): Promise<TourHost[]> {
  const rows = await db.select().from(tourHosts).where(eq(tourHosts.tourId, tourId)).orderBy(asc(tourHosts.id))
  return rows.map(({ id, institution, purpose, contactSealed, version }) => ({
    id,
    institution,
    purpose,
    ...openContact(keys, id, contactSealed),
    version
  }))
}

async function listDelegates(db: Db, keys: Keys, tourId: string): Promise<TourDelegate[]> {
  const rows = await db
    .select({ row: tourDelegates, seat: { id: seats.id, institution: seats.institution } })
    .from(tourDelegates)
    .leftJoin(seats, eq(seats.id, tourDelegates.seatId))
    .where(eq(tourDelegates.tourId, tourId))
    .orderBy(asc(tourDelegates.id))
  return rows.map(({ row, seat }) => ({
    id: row.id,
    ...openPerson(keys, row.id, row.personSealed),
    seat,
    version: row.version
  }))
}

/** The sessions of a tour in their order, with the moments that their hours are in its zone. */
export async function listSessions(db: Db, { id, zone }: { id: string; zone: string }): Promise<TourSession[]> {
  const rows = await db
    .select({
      row: tourSessions,
      host: { id: tourHosts.id, institution: tourHosts.institution },
      notes: db.$count(tourNotes, eq(tourNotes.sessionId, tourSessions.id))
    })
    .from(tourSessions)
    .leftJoin(tourHosts, eq(tourHosts.id, tourSessions.hostId))
    .where(eq(tourSessions.tourId, id))
    .orderBy(asc(tourSessions.localStart), asc(tourSessions.id))
  return rows.map(({ row: { tourId: _tour, hostId: _host, ...row }, host, notes }) => {
    const { startsAt, endsAt } = timesOf(row, zone)
    return { ...row, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), host, notes }
  })
}

const listDocuments = async (db: Db, tourId: string) => {
  const { id, name, type, bytes, addedAt } = tourDocuments
  const rows = await db
    .select({ id, name, type, bytes, addedAt })
    .from(tourDocuments)
    .where(eq(tourDocuments.tourId, tourId))
    .orderBy(asc(id))
  return rows.map((row) => ({ ...row, addedAt: row.addedAt.toISOString() }))
}

/** One tour with everything that belongs to it. */
export async function findTour(db: Db, keys: Keys, id: string): Promise<Tour | null> {
  const row = await findTourRecord(db, id)
  if (!row) return null
  return {
    ...toRow(row),
    objective: row.objective,
    zone: row.zone,
    version: row.version,
    hosts: await listHosts(db, keys, id),
    delegates: await listDelegates(db, keys, id),
    sessions: await listSessions(db, row),
    documents: await listDocuments(db, id)
  }
}

export async function insertTour(db: Db, values: TourCreate, now: Date): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(tours).values({ id, ...values, createdAt: now })
  return id
}

/** Changes a tour if its version is still the given one. */
export async function updateTour(
  db: Db,
  id: string,
  version: number,
  changes: Partial<TourCreate & { state: TourState }>
): Promise<boolean> {
  const { rowCount } = await db
    .update(tours)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(tours.id, id), eq(tours.version, version)))
  return rowCount === 1
}
