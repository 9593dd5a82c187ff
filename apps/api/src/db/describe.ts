import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A column as its table's file tells of it. */
export interface ColumnDescription {
  name: string
  /** As PostgreSQL calls it. */
  type: string
  isKey: boolean
  isNullable: boolean
  /** "table.column" that it points at. */
  references: string | null
  /** The comment above it; empty where there is none. */
  comment: string
}

export interface TableDescription {
  name: string
  /** The folder below `src`: a wing, or `db`. */
  wing: string
  /** From the root of the repository. */
  file: string
  comment: string
  columns: ColumnDescription[]
}

const src = path.resolve(import.meta.dirname, '..')
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const oneLine = (comment: string) =>
  comment
    .replace(/^\s*\*\s?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()

/** The last comment that stands right above a place in a file. */
function commentAbove(text: string, pattern: RegExp, from = 0): string {
  const at = text.slice(from).search(pattern)
  if (at < 0) return ''
  const above = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*$/.exec(text.slice(0, from + at))
  return above ? oneLine(above[1]!) : ''
}

interface Column {
  name: string
  getSQLType(): string
  primary: boolean
  notNull: boolean
}

function describe(table: PgTable, exported: string, file: string, text: string): TableDescription {
  const config = getTableConfig(table)
  const start = text.search(new RegExp(`export const ${exported}\\b`))
  const keys = new Set(config.primaryKeys.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const targets = new Map(
    config.foreignKeys.flatMap((key) => {
      const { columns, foreignTable, foreignColumns } = key.reference()
      return columns.map((column, place) => [
        column.name,
        `${getTableConfig(foreignTable).name}.${snake(foreignColumns[place]!.name)}`
      ])
    })
  )
  return {
    name: config.name,
    wing: path.relative(src, file).split(path.sep)[0]!,
    file: path.posix.join('apps/api/src', path.relative(src, file).replaceAll(path.sep, '/')),
    comment: commentAbove(text, new RegExp(`export const ${exported}\\b`)),
    columns: (config.columns as Column[]).map((column) => ({
      name: snake(column.name),
      type: column.getSQLType(),
      isKey: column.primary || keys.has(column.name),
      isNullable: !column.notNull && !column.primary && !keys.has(column.name),
      references: targets.get(column.name) ?? null,
      comment: commentAbove(text, new RegExp(`^ +${column.name}:`, 'm'), start)
    }))
  }
}

/** All tables of the product, by wing and name, with what their files say of them. */
export async function describeTables(): Promise<TableDescription[]> {
  const files = fs.globSync('**/*.table.ts', { cwd: src }).sort()
  const tables: TableDescription[] = []
  for (const name of files) {
    const file = path.join(src, name)
    const text = fs.readFileSync(file, 'utf8')
    const found = (await import(pathToFileURL(file).href)) as Record<string, PgTable>
    for (const [exported, table] of Object.entries(found))
      if (typeof table === 'object' && new RegExp(`export const ${exported} = pgTable`).test(text))
        tables.push(describe(table, exported, file, text))
  }
  return tables.sort((a, b) => a.wing.localeCompare(b.wing) || a.name.localeCompare(b.name))
}
