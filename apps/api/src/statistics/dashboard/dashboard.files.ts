import type { Readable } from 'node:stream'
import type { Dashboard, DashboardTable, InterfaceLanguage } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { writeAudit } from '../../db/records.ts'
import { csvStream, type FileRow } from '../../files/csv.ts'
import { XLSX_TYPE, writeXlsx } from '../../files/xlsx.ts'
import { transaction, type Services } from '../../services.ts'
import { readDashboard } from './dashboard.commands.ts'
import { HIDDEN, words } from './dashboard.texts.ts'

export interface TableFile {
  name: string
  type: string
  content: Readable
}

/** The rows of a file: the cells as the screen shows them, and below them what one must know to read them. */
export function rowsOf(dashboard: Dashboard, table: DashboardTable, language: InterfaceLanguage): FileRow[] {
  const text = words[language]
  const { title, definition } = text.tables[table]
  const { cells } = dashboard.tables.find(({ name }) => name === table)!
  const notes = [
    title,
    text.scope(dashboard.scope.postName),
    text.asOf(dashboard.asOf.slice(0, 16).replace('T', ' '), dashboard.people),
    definition,
    dashboard.disclosure.exact ? text.exact : text.controlled
  ]
  return [
    ...cells.map(({ code, label, count }) => [code, label, count ?? HIDDEN]),
    ['', '', ''],
    ...notes.map((note) => [note, '', ''])
  ]
}

/** One table as a file with the numbers of the dashboard. Who took it stands in the audit before it leaves. */
export async function makeTableFile(
  services: Services,
  actor: Actor,
  {
    table,
    format,
    language,
    requestId
  }: { table: DashboardTable; format: 'csv' | 'xlsx'; language: InterfaceLanguage; requestId: string }
): Promise<TableFile> {
  const dashboard = await readDashboard(services, actor, language)
  const rows = rowsOf(dashboard, table, language)
  await transaction(services, actor, (db) =>
    writeAudit(db, actor, { action: 'statistics.downloaded', fields: [table, format], requestId })
  )
  const columns = words[language].columns.map((header, place) => ({ header, width: [12, 32, 12][place]! }))
  const name = `ponte-${words[language].tables[table].file}-${dashboard.asOf.slice(0, 10)}.${format}`
  return format === 'csv'
    ? { name, type: 'text/csv; charset=utf-8; header=present', content: csvStream(columns, rows) }
    : { name, type: XLSX_TYPE, content: writeXlsx({ sheetName: words[language].tables[table].title, columns, rows }) }
}
