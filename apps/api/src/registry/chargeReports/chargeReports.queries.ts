import crypto from 'node:crypto'
import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { checkDigit, type ChargeReport, type ChargeReportCreate, type ChargeReportRow } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { staff } from '../../platform/staff/staff.table.ts'
import type { Position } from '../registrants/registrants.queries.ts'
import { chargeReports } from './chargeReports.table.ts'

type Column = 'words_sealed' | 'contact_sealed' | 'note_sealed'
/** What a person wrote, other than how to reach them. */
interface Words {
  text: string
  city: string | null
  amount: string | null
}

const place = (column: Column, row: string) => ({ table: 'charge_reports', column, row })
const keyOf = (keys: Keys) => classKey(keys, 'charge-reports')
const sealIn = (keys: Keys, column: Column, id: string, value: unknown) => seal(keyOf(keys), place(column, id), value)
const open = <T>(keys: Keys, column: Column, id: string, sealed: Buffer | null): T | null =>
  sealed && unseal<T>(keyOf(keys), place(column, id), sealed)

const DIGITS = 7
/** A number that can be said on the phone and is taken for no reference: "D-4827-1936". The last is a check digit. */
export function createNumber(): string {
  const digits = String(crypto.randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
  const all = digits + checkDigit(digits)
  return `D-${all.slice(0, 4)}-${all.slice(4)}`
}

const filled = (text: string | null | undefined) => text?.trim() || null

/** Keeps a report. Returns its id and the number that the person keeps. */
export async function insertChargeReport(
  db: Db,
  keys: Keys,
  { text, country, city, asker, amount, contact }: ChargeReportCreate,
  now: Date
): Promise<{ id: string; number: string }> {
  const id = createId(now.getTime())
  const words: Words = { text: text.trim(), city: filled(city), amount: filled(amount) }
  const reach = filled(contact)
  const values = {
    id,
    country,
    asker,
    wordsSealed: sealIn(keys, 'words_sealed', id, words),
    contactSealed: reach ? sealIn(keys, 'contact_sealed', id, reach) : null,
    createdAt: now
  }
  for (;;) {
    const number = createNumber()
    const rows = await db
      .insert(chargeReports)
      .values({ ...values, number })
      .onConflictDoNothing({ target: chargeReports.number })
      .returning({ id: chargeReports.id })
    if (rows.length > 0) return { id, number }
  }
}

const rowColumns = {
  id: chargeReports.id,
  number: chargeReports.number,
  country: chargeReports.country,
  asker: chargeReports.asker,
  createdAt: chargeReports.createdAt,
  handledAt: chargeReports.handledAt
}
type Row = Pick<typeof chargeReports.$inferSelect, keyof typeof rowColumns>

const toRow = (row: Row): ChargeReportRow => ({
  ...row,
  asker: row.asker as ChargeReportRow['asker'],
  createdAt: row.createdAt.toISOString(),
  handledAt: row.handledAt?.toISOString() ?? null
})

/** Reports newest first, one page from a position. */
export async function listChargeReports(db: Db, after: Position | null, limit: number): Promise<ChargeReportRow[]> {
  const position = after
    ? sql`(${chargeReports.createdAt}, ${chargeReports.id}) < (${after.registeredAt}::timestamptz, ${after.id}::uuid)`
    : undefined
  const rows = await db
    .select(rowColumns)
    .from(chargeReports)
    .where(position)
    .orderBy(desc(chargeReports.createdAt), desc(chargeReports.id))
    .limit(limit)
  return rows.map(toRow)
}

/** One report with all that it says. */
export async function findChargeReport(db: Db, keys: Keys, id: string): Promise<ChargeReport | null> {
  const [found] = await db
    .select({
      row: rowColumns,
      words: chargeReports.wordsSealed,
      contact: chargeReports.contactSealed,
      note: chargeReports.noteSealed,
      handledBy: staff.name
    })
    .from(chargeReports)
    .leftJoin(staff, eq(staff.id, chargeReports.handledBy))
    .where(eq(chargeReports.id, id))
  if (!found) return null
  return {
    ...toRow(found.row),
    ...open<Words>(keys, 'words_sealed', id, found.words)!,
    contact: open(keys, 'contact_sealed', id, found.contact),
    note: open(keys, 'note_sealed', id, found.note),
    handledBy: found.handledBy
  }
}

/** Notes what was done. False if that was said before. */
export async function markHandled(
  db: Db,
  keys: Keys,
  id: string,
  { note, staffId, now }: { note: string; staffId: string; now: Date }
): Promise<boolean> {
  const { rowCount } = await db
    .update(chargeReports)
    .set({ handledAt: now, handledBy: staffId, noteSealed: sealIn(keys, 'note_sealed', id, note) })
    .where(and(eq(chargeReports.id, id), isNull(chargeReports.handledAt)))
  return rowCount === 1
}

/** Takes reports away that were handled before a moment, a batch at a time. Returns which. */
export async function removeHandled(db: Db, before: Date, batch: number): Promise<string[]> {
  const rows = await db
    .select({ id: chargeReports.id })
    .from(chargeReports)
    .where(lt(chargeReports.handledAt, before))
    .limit(batch)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await db.delete(chargeReports).where(inArray(chargeReports.id, ids))
  return ids
}
