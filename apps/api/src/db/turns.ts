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
function toJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed())
  return Buffer.isBuffer(value) ? `"\\\\x${value.toString('hex')}"` : JSON.stringify(value)
}

/**
 * Rows as a source that a statement can read from, under the name of a placeholder. Its text is the same for any number of rows,
 * so it is written and prepared once; `rowsAsJson` gives the value.
 */
export const recordset = (table: PgTable, placeholder: string): SQL =>
  sql`json_populate_recordset(null::${table}, ${sql.placeholder(placeholder)}::json)`

/**
 * Rows for `recordset`. A column whose type has a mapping of its own in Drizzle needs one here too. They are written piece by
 * piece: objects under the names of the columns, made only to be written, were much of what a registration leaves to be collected.
 */
export function rowsAsJson<T extends PgTable>(table: T, rows: Partial<InferInsertModel<T>>[]): string {
  const names = columnNames(table)
  const pieces: string[] = []
  for (const row of rows as Record<string, unknown>[]) {
    const before = pieces.length
    for (const key of Object.keys(row)) {
      if (row[key] === undefined) continue
      pieces.push(pieces.length === before ? '{"' : ',"', names[key]!, '":', toJson(row[key]))
    }
    pieces.push(pieces.length === before ? '{},' : '},')
  }
  return `[${pieces.join('').slice(0, -1)}]`
}

interface Row {
  table: PgTable
  row: Record<string, unknown>
}

const given = ({ row }: Row) => Object.keys(row).filter((key) => row[key] !== undefined)

/** Does a row give these columns, in this order? */
function gives({ row }: Row, columns: string[]): boolean {
  let n = 0
  for (const key of Object.keys(row)) if (row[key] !== undefined && columns[n++] !== key) return false
  return n === columns.length
}

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
interface Group {
  columns: string[]
  rows: Row['row'][]
}

const insertGroup = (db: Db, table: PgTable, { columns, rows }: Group) =>
  say(db, insertionOf(table, columns)({ rows: rowsAsJson(table, rows) }))

const insertInTurn = inTurn(async (db, rows: Row[]): Promise<void[]> => {
  // In the order in which tables were first named: whoever refers to a row was named after it.
  const tables = new Map<PgTable, Group[]>()
  for (const one of rows) {
    const groups = tables.get(one.table) ?? tables.set(one.table, []).get(one.table)!
    const same = groups.find(({ columns }) => gives(one, columns))
    if (same) same.rows.push(one.row)
    else groups.push({ columns: given(one), rows: [one.row] })
  }
  await Promise.all([...tables].flatMap(([table, groups]) => groups.map((group) => insertGroup(db, table, group))))
  return rows.map(() => undefined)
})

/**
 * Adds a row; rows of the same turn leave in one statement for each table. A column that is not given gets its default. It leaves at
 * the end of the turn, after what is said to the connection itself: a row that refers to it is added in this way too, or later.
 */
export const insertRow = <T extends PgTable>(db: Db, table: T, row: InferInsertModel<T>): Promise<void> =>
  insertInTurn(db, { table, row })
