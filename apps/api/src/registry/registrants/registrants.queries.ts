import crypto from 'node:crypto'
import { and, desc, eq, gte, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { checkDigit, type Person, type RegistrantFilters, type RegistrantRow } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { seal, unseal, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { tidyName } from './names.rules.ts'
import { contacts, registrants } from './registrants.table.ts'

const sexPlace = (row: string) => ({ table: 'registrants', column: 'sex_sealed', row })

/** All sealed answers have one length, or the length would tell them apart. */
const SEX_LENGTH = 8

/** woman and man stand in clear; the two others are told apart only by what is sealed. */
export const sexColumns = (key: DataKey, id: string, sex: Person['sex']) =>
  sex === 'woman' || sex === 'man'
    ? { sex, sexSealed: null }
    : { sex: null, sexSealed: seal(key, sexPlace(id), sex.padEnd(SEX_LENGTH)) }

/** The answer of the person, opened; for the person only. */
export const openSex = (
  key: DataKey,
  row: { id: string; sex: string | null; sexSealed: Buffer | null }
): Person['sex'] =>
  row.sexSealed
    ? (unseal<string>(key, sexPlace(row.id), row.sexSealed).trim() as Person['sex'])
    : (row.sex as Person['sex'])

/** Nine random digits and the check digit. A clash is refused by the index; the caller tries again. */
export const createReference = (): string => {
  const digits = String(crypto.randomInt(1_000_000_000)).padStart(9, '0')
  return digits + checkDigit(digits)
}

/** The columns of the needed part, tidied. */
export const personColumns = (person: Person) => ({
  givenNames: tidyName(person.givenNames),
  surnames: tidyName(person.surnames),
  birthYear: person.birthYear,
  birthDate: person.birthDate ?? null,
  link: person.link,
  bornInCountry: person.bornInCountry,
  country: person.country,
  area: person.area ?? null,
  city: tidyName(person.city ?? ''),
  language: person.language
})

/** Drizzle leaves the table out of a column's name where it reads one table: inside a sub-query that is another column. */
const ofRow = sql.raw('registrants.id')

/** The columns of a row of a list. */
export const rowColumns = {
  id: registrants.id,
  reference: registrants.reference,
  givenNames: registrants.givenNames,
  surnames: registrants.surnames,
  birthYear: registrants.birthYear,
  sex: registrants.sex,
  country: registrants.country,
  area: registrants.area,
  city: registrants.city,
  status: registrants.status,
  state: registrants.state,
  origin: registrants.origin,
  child: registrants.child,
  contactKind: sql<string>`coalesce((select c.kind from contacts c where c.registrant_id = ${ofRow} limit 1), 'none')`,
  registeredAt: registrants.registeredAt
}

type ListRow = Omit<RegistrantRow, 'registeredAt' | 'sex' | 'status' | 'state' | 'origin'> & {
  registeredAt: Date
  sex: string | null
  status: string
  state: string
  origin: string
}
const toRow = (row: ListRow): RegistrantRow =>
  ({ ...row, registeredAt: row.registeredAt.toISOString() }) as RegistrantRow

/**
 * The rows that an actor may see: an officer those of the own post. The database's policies say the same again; a test
 * takes this one out and still finds nobody else.
 */
export const inScope = (actor: Actor): SQL | undefined => {
  if (actor.kind === 'system') return undefined
  if (actor.kind === 'staff' && actor.role === 'officer' && actor.postId) return eq(registrants.postId, actor.postId)
  return sql`false`
}

/** The moment in which a day begins. */
const startOf = (day: string, daysLater = 0) =>
  sql`((${day}::date + ${sql.raw(String(daysLater))})::timestamp at time zone 'UTC')`

const matching = (filters: RegistrantFilters): (SQL | undefined)[] => [
  filters.country ? eq(registrants.country, filters.country) : undefined,
  filters.area ? eq(registrants.area, filters.area) : undefined,
  filters.status ? eq(registrants.status, filters.status) : undefined,
  filters.state ? eq(registrants.state, filters.state) : undefined,
  filters.origin ? eq(registrants.origin, filters.origin) : undefined,
  filters.sex ? (filters.sex === 'not-said' ? isNull(registrants.sex) : eq(registrants.sex, filters.sex)) : undefined,
  filters.bornFrom ? gte(registrants.birthYear, filters.bornFrom) : undefined,
  filters.bornTo ? lte(registrants.birthYear, filters.bornTo) : undefined,
  filters.registeredFrom ? sql`${registrants.registeredAt} >= ${startOf(filters.registeredFrom)}` : undefined,
  filters.registeredTo ? sql`${registrants.registeredAt} < ${startOf(filters.registeredTo, 1)}` : undefined,
  filters.campaignCode ? sql`${registrants.campaignCode} = upper(${filters.campaignCode})` : undefined,
  filters.needs
    ? sql`exists (select from registrant_details d where d.registrant_id = ${ofRow} and ${filters.needs} = any(d.needs))`
    : undefined
]

export interface Position {
  registeredAt: string
  id: string
}

/** One page of a list: whom it is about, after whom it begins, how long it is. */
export interface Page {
  filters: RegistrantFilters
  after: Position | null
  limit: number
}

/** Who is on a page, and after it. */
export const onPage = (scope: SQL | undefined, { filters, after }: Page) =>
  and(
    scope,
    isNull(registrants.erasedAt),
    ...matching(filters),
    after
      ? sql`(${registrants.registeredAt}, ${registrants.id}) < (${after.registeredAt}::timestamptz, ${after.id}::uuid)`
      : undefined
  )
export const newestFirst = [desc(registrants.registeredAt), desc(registrants.id)]

/** Registrants newest first, one page from a position; keyset, so page 2,000 costs what page 1 costs. */
export async function listRegistrants(db: Db, scope: SQL | undefined, page: Page): Promise<RegistrantRow[]> {
  const rows = await db
    .select(rowColumns)
    .from(registrants)
    .where(onPage(scope, page))
    .orderBy(...newestFirst)
    .limit(page.limit)
  return rows.map(toRow)
}

export async function countRegistrants(db: Db, scope: SQL | undefined, filters: RegistrantFilters): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(registrants)
    .where(and(scope, isNull(registrants.erasedAt), ...matching(filters)))
  return row!.n
}

const byIds = async (db: Db, ids: string[]): Promise<RegistrantRow[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .select(rowColumns)
    .from(registrants)
    .where(and(inArray(registrants.id, ids), isNull(registrants.erasedAt)))
  const order = new Map(ids.map((id, i) => [id, i]))
  return rows.map(toRow).sort((a, b) => order.get(a.id)! - order.get(b.id)!)
}

/** People by name, best first; accents, particles, order and slips forgiven. The scope is applied in the database. */
export async function searchByName(db: Db, text: string, limit: number): Promise<RegistrantRow[]> {
  const { rows } = await db.execute<{ registrant_id: string }>(
    sql`select registrant_id from search.find_registrants(${text}, ${limit})`
  )
  return byIds(
    db,
    rows.map((row) => row.registrant_id)
  )
}

export async function searchByReference(db: Db, scope: SQL | undefined, reference: string): Promise<RegistrantRow[]> {
  const rows = await db
    .select(rowColumns)
    .from(registrants)
    .where(and(scope, eq(registrants.reference, reference), isNull(registrants.erasedAt)))
  return rows.map(toRow)
}

export async function searchByContact(
  db: Db,
  scope: SQL | undefined,
  index: Buffer,
  limit: number
): Promise<RegistrantRow[]> {
  const rows = await db
    .select(rowColumns)
    .from(registrants)
    .innerJoin(contacts, eq(contacts.registrantId, registrants.id))
    .where(and(scope, eq(contacts.blindIndex, index), isNull(registrants.erasedAt)))
    .limit(limit)
  return rows.map(toRow)
}

/** The people whom a contact serves and of whom a fact holds, for sign-in. Only the product itself asks. */
export const listByContact = (
  db: Db,
  index: Buffer,
  fact: { reference?: string | undefined; birthYear?: number | undefined } = {}
) =>
  db
    .selectDistinct({
      id: registrants.id,
      reference: registrants.reference,
      birthYear: registrants.birthYear,
      language: registrants.language,
      status: registrants.status,
      guardianRelation: registrants.guardianRelation,
      postId: registrants.postId,
      contactKind: sql<'email' | 'phone'>`${contacts.kind}`,
      verifiedAt: contacts.verifiedAt
    })
    .from(registrants)
    .innerJoin(contacts, eq(contacts.registrantId, registrants.id))
    .where(
      and(
        eq(contacts.blindIndex, index),
        isNull(registrants.erasedAt),
        // A contact that a helper typed in opens nothing before it is verified: it may be the helper's own.
        or(isNull(registrants.helperId), isNotNull(contacts.verifiedAt)),
        fact.reference === undefined ? undefined : eq(registrants.reference, fact.reference),
        fact.birthYear === undefined ? undefined : eq(registrants.birthYear, fact.birthYear)
      )
    )
    // One would do, and two tell that a fact is not enough; a shared phone may serve hundreds.
    .limit(2)

/** One row with every column, locked when it is about to be changed. */
export async function findRegistrantRow(db: Db, scope: SQL | undefined, id: string, { lock = false } = {}) {
  const query = db
    .select()
    .from(registrants)
    .where(and(scope, eq(registrants.id, id), isNull(registrants.erasedAt)))
    .limit(1)
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}
export type RegistrantRecord = NonNullable<Awaited<ReturnType<typeof findRegistrantRow>>>
