import { and, count, eq, sql } from 'drizzle-orm'
import type { TourDelegateBody, TourHostBody, TourSessionBody } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { seats } from '../seats/seats.table.ts'
import { lessonSessions } from './lessons.table.ts'
import { sealContact, sealPerson } from './tourPeople.ts'
import { tourDelegates, tourHosts, tourNotes, tourSessions } from './tours.table.ts'

/** What a tour is made of, each in a table of its own. */
export const tables = { hosts: tourHosts, delegates: tourDelegates, sessions: tourSessions } as const
export type Kind = keyof typeof tables

/** What is written of each. */
export interface Bodies {
  hosts: TourHostBody
  delegates: TourDelegateBody
  sessions: TourSessionBody
}

/** Lists that are shown whole are bounded. */
export const PARTS_MAX: Record<Kind, number> = { hosts: 60, delegates: 60, sessions: 200 }

export async function countOf(db: Db, kind: Kind, tourId: string): Promise<number> {
  const [there] = await db.select({ n: count() }).from(tables[kind]).where(eq(tables[kind].tourId, tourId))
  return there!.n
}

/** The tour that a part belongs to. */
export async function findTourOf(db: Db, kind: Kind, id: string): Promise<string | null> {
  const table = tables[kind]
  const [row] = await db.select({ tourId: table.tourId }).from(table).where(eq(table.id, id))
  return row?.tourId ?? null
}

export const isSeat = async (db: Db, id: string): Promise<boolean> => (await db.$count(seats, eq(seats.id, id))) > 0

/** Does something else rest on a part? */
export const isUsed: Record<Kind, (db: Db, id: string) => Promise<boolean>> = {
  hosts: async (db, id) => (await db.$count(tourSessions, eq(tourSessions.hostId, id))) > 0,
  delegates: async () => false,
  sessions: async (db, id) =>
    (await db.$count(tourNotes, eq(tourNotes.sessionId, id))) > 0 ||
    (await db.$count(lessonSessions, eq(lessonSessions.sessionId, id))) > 0
}

const hostOf = (keys: Keys, id: string, body: TourHostBody) => ({
  institution: body.institution.trim(),
  purpose: body.purpose?.trim() || null,
  contactSealed: sealContact(keys, id, body)
})
const delegateOf = (keys: Keys, id: string, body: TourDelegateBody) => ({
  seatId: body.seatId,
  personSealed: sealPerson(keys, id, body)
})
const sessionOf = (_keys: Keys, _id: string, body: TourSessionBody) => ({
  ...body,
  title: body.title.trim(),
  place: body.place?.trim() || null,
  questions: body.questions?.trim() || null
})

type Insert<B> = (db: Db, keys: Keys, tourId: string, body: B, now: Date) => Promise<unknown>
/** Adds a part. */
export const insertPart: { [K in Kind]: Insert<Bodies[K]> } = {
  hosts: (db, keys, tourId, body, now) => {
    const id = createId(now.getTime())
    return db.insert(tourHosts).values({ id, tourId, ...hostOf(keys, id, body) })
  },
  delegates: (db, keys, tourId, body, now) => {
    const id = createId(now.getTime())
    return db.insert(tourDelegates).values({ id, tourId, ...delegateOf(keys, id, body) })
  },
  sessions: (db, keys, tourId, body, now) => {
    const id = createId(now.getTime())
    return db.insert(tourSessions).values({ id, tourId, ...sessionOf(keys, id, body) })
  }
}

type Update<B> = (db: Db, keys: Keys, id: string, version: number, body: B) => Promise<boolean>
/** Writes a part anew if its version is still the given one. */
export const updatePart: { [K in Kind]: Update<Bodies[K]> } = {
  hosts: (db, keys, id, version, body) => write(db, tourHosts, id, version, hostOf(keys, id, body)),
  delegates: (db, keys, id, version, body) => write(db, tourDelegates, id, version, delegateOf(keys, id, body)),
  sessions: (db, keys, id, version, body) => write(db, tourSessions, id, version, sessionOf(keys, id, body))
}

async function write<T extends (typeof tables)[Kind]>(
  db: Db,
  table: T,
  id: string,
  version: number,
  values: Partial<T['$inferInsert']>
): Promise<boolean> {
  const { rowCount } = await db
    .update(table)
    .set({ ...values, version: sql`${table.version} + 1` })
    .where(and(eq(table.id, id), eq(table.version, version)))
  return rowCount === 1
}
