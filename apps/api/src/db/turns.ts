import { getTableColumns, sql, type Column, type InferInsertModel, type SQL } from 'drizzle-orm'
import { CasingCache } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'
import { say, toTemplate, type Db, type Template } from './transaction.ts'

/** As in `transaction.ts`: it remembers how each column is spelt. */
const casing = new CasingCache('snake_case')
const namesOf = new WeakMap<PgTable, Record<string, string>>()

/** How the columns of a table are spelt in the database, by their names here. */
function columnNames(table: PgTable): Record<string, string> {
  const known = namesOf.get(table)
  if (known) return known
  const columns = Object.entries<Column>(getTableColumns(table))
  const names = Object.fromEntries(columns.map(([key, column]) => [key, casing.getColumnCasing(column)]))
  namesOf.set(table, names)
  return names
}

interface Asked<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * What is asked of one transaction within one turn of the event loop is served in one go: several people who register in the same
 * transaction need a statement for each step and not for each person. `work` gets all items in the order in which they were
 * asked and returns a result for each; where it fails, it fails for all.
 */
export function inTurn<Item, Result>(
  work: (db: Db, items: Item[]) => Promise<Result[]>
): (db: Db, item: Item) => Promise<Result> {
  const asked = new WeakMap<Db, Asked<Item, Result>[]>()
  const serve = async (db: Db) => {
    const served = asked.get(db)!
    asked.delete(db)
    try {
      const results = await work(
        db,
        served.map(({ item }) => item)
      )
      served.forEach(({ resolve }, n) => resolve(results[n]!))
    } catch (error) {
      for (const { reject } of served) reject(error)
    }
  }
  return (db, item) => {
    const answered = new Promise<Result>((resolve, reject) => {
      const before = asked.get(db)
      if (before) before.push({ item, resolve, reject })
      else {
        asked.set(db, [{ item, resolve, reject }])
        process.nextTick(() => void serve(db))
      }
    })
    // It is asked at once: who stumbles before waiting for it must not end the process. Who waits hears of a failure all the same.
    answered.catch(() => undefined)
    return answered
  }
}

/** As PostgreSQL reads it out of JSON. It takes no half of a surrogate pair there. */
function toJson(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  return typeof value === 'string' ? value.toWellFormed() : value
}

/**
 * Rows as a source that a statement can read from, under the name of a placeholder. Its text is the same for any number of rows,
 * so it is written and prepared once; `rowsAsJson` gives the value.
 */
export const recordset = (table: PgTable, placeholder: string): SQL =>
  sql`json_populate_recordset(null::${table}, ${sql.placeholder(placeholder)}::json)`

/** Rows for `recordset`. A column whose type has a mapping of its own in Drizzle needs one here too. */
export function rowsAsJson<T extends PgTable>(table: T, rows: Partial<InferInsertModel<T>>[]): string {
  const names = columnNames(table)
  const named = rows.map((row) => {
    const one: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(row)) one[names[key]!] = toJson(value)
    return one
  })
  return JSON.stringify(named)
}

interface Row {
  table: PgTable
  row: Record<string, unknown>
}

const given = ({ row }: Row) => Object.keys(row).filter((key) => row[key] !== undefined)

const insertions = new WeakMap<PgTable, Map<string, Template<Record<string, never>>>>()

/** A statement that inserts rows with these columns. */
function insertionOf(table: PgTable, keys: string[]): Template<Record<string, never>> {
  const known = insertions.get(table) ?? new Map<string, Template<Record<string, never>>>()
  insertions.set(table, known)
  const name = keys.join()
  const before = known.get(name)
  if (before) return before
  const spelt = columnNames(table)
  const names = sql.join(
    keys.map((key) => sql.identifier(spelt[key]!)),
    sql`, `
  )
  const written = toTemplate<Record<string, never>>(
    sql`insert into ${table} (${names}) select ${names} from ${recordset(table, 'rows')}`
  )
  known.set(name, written)
  return written
}

/** Rows of one table that give the same columns; all others get their default. */
async function insertAll(db: Db, rows: Row[]) {
  const { table } = rows[0]!
  const json = rowsAsJson(
    table,
    rows.map(({ row }) => row)
  )
  await say(db, insertionOf(table, given(rows[0]!))({ rows: json }))
}

const insertInTurn = inTurn(async (db, rows: Row[]): Promise<void[]> => {
  // In the order in which tables were first named: whoever refers to a row was named after it.
  const groups = new Map<PgTable, Map<string, Row[]>>()
  for (const row of rows) {
    const group = groups.get(row.table) ?? groups.set(row.table, new Map()).get(row.table)!
    const key = given(row).join()
    const same = group.get(key)
    if (same) same.push(row)
    else group.set(key, [row])
  }
  await Promise.all([...groups.values()].flatMap((group) => [...group.values()].map((same) => insertAll(db, same))))
  return rows.map(() => undefined)
})

/**
 * Adds a row; rows of the same turn leave in one statement for each table. A column that is not given gets its default. It leaves at
 * the end of the turn, after what is said to the connection itself: a row that refers to it is added in this way too, or later.
 */
export const insertRow = <T extends PgTable>(db: Db, table: T, row: InferInsertModel<T>): Promise<void> =>
  insertInTurn(db, { table, row })
