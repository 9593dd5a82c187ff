import { and, asc, eq, sql } from 'drizzle-orm'
import type { Mandate, MandateCreate, MandateKind, Seat } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { mandates, seats } from './seats.table.ts'

/** Who somebody is; stands sealed. */
export interface MandatePerson {
  name: string
  function: string | null
  email: string | null
}

const place = (row: string) => ({ table: 'mandates', column: 'person_sealed', row })
const sealPerson = (keys: Keys, id: string, person: MandatePerson) =>
  seal(classKey(keys, 'committee'), place(id), person)

const toMandate = (keys: Keys, row: typeof mandates.$inferSelect): Mandate => ({
  id: row.id,
  kind: row.kind as MandateKind,
  ...unseal<MandatePerson>(classKey(keys, 'committee'), place(row.id), row.personSealed),
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  version: row.version
})

const seatColumns = { id: seats.id, institution: seats.institution, endedOn: seats.endedOn, version: seats.version }

/** Seats in the order in which they were made, with everybody who has held them. A committee has a few dozen. */
export async function listSeats(db: Db, keys: Keys, id?: string): Promise<Seat[]> {
  const found = await db
    .select(seatColumns)
    .from(seats)
    .where(id ? eq(seats.id, id) : undefined)
    .orderBy(asc(seats.createdAt), asc(seats.id))
    .limit(200)
  const terms = await db
    .select()
    .from(mandates)
    .where(id ? eq(mandates.seatId, id) : undefined)
    .orderBy(asc(mandates.startsOn), asc(mandates.id))
    .limit(5000)
  return found.map((seat) => ({
    ...seat,
    mandates: terms.filter(({ seatId }) => seatId === seat.id).map((row) => toMandate(keys, row))
  }))
}

export async function findSeat(db: Db, keys: Keys, id: string): Promise<Seat | null> {
  return (await listSeats(db, keys, id))[0] ?? null
}

/** Finds a seat and holds it until the transaction ends, so that two people do not fill it at once. */
export async function lockSeat(db: Db, keys: Keys, id: string): Promise<Seat | null> {
  await db.execute(sql`select from ${seats} where ${seats.id} = ${id} for update`)
  return findSeat(db, keys, id)
}

export async function insertSeat(db: Db, institution: string, now: Date): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(seats).values({ id, institution: institution.trim(), createdAt: now })
  return id
}

export interface SeatChanges {
  institution?: string
  endedOn?: string | null
}

/** Changes a seat if its version is still the given one. */
export async function updateSeat(db: Db, id: string, version: number, changes: SeatChanges): Promise<boolean> {
  const { rowCount } = await db
    .update(seats)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(seats.id, id), eq(seats.version, version)))
  return rowCount === 1
}

export async function insertMandate(
  db: Db,
  keys: Keys,
  seatId: string,
  { kind, startsOn, endsOn, name, function: role, email }: MandateCreate,
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  const personSealed = sealPerson(keys, id, { name: name.trim(), function: role, email })
  await db.insert(mandates).values({ id, seatId, kind, startsOn, endsOn, personSealed, createdAt: now })
  return id
}

/** The seat that a mandate belongs to. */
export async function findSeatOfMandate(db: Db, id: string): Promise<string | null> {
  const [row] = await db.select({ seatId: mandates.seatId }).from(mandates).where(eq(mandates.id, id))
  return row?.seatId ?? null
}

/** Writes a mandate anew if its version is still the given one. */
export async function updateMandate(db: Db, keys: Keys, version: number, mandate: Mandate): Promise<boolean> {
  const { id, startsOn, endsOn, name, function: role, email } = mandate
  const personSealed = sealPerson(keys, id, { name: name.trim(), function: role, email })
  const { rowCount } = await db
    .update(mandates)
    .set({ startsOn, endsOn, personSealed, version: version + 1 })
    .where(and(eq(mandates.id, id), eq(mandates.version, version)))
  return rowCount === 1
}
