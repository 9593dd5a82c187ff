import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import {
  formatReference,
  isoSexOf,
  origins,
  sexes,
  states,
  statuses,
  type Code,
  type InterfaceLanguage,
  type RegistrantFilters,
  type RegistrantRow
} from '@ponte/schema'
import { auditKey } from '../../db/sealing.ts'
import { createId } from '../../db/id.ts'
import { writeAudit, writeAuditList } from '../../db/records.ts'
import { csvStream, type FileValue as Value } from '../../files/csv.ts'
import { writeXlsx, XLSX_TYPE } from '../../files/xlsx.ts'
import { listCountries } from '../../platform/system/codeLists.queries.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import type { Officer } from './registrants.commands.ts'
import { countRegistrants, inScope, listRegistrants, type Position } from './registrants.queries.ts'

const PAGE_SIZE = 2000

const headers: Record<InterfaceLanguage, string[]> = {
  pt: [
    'Referência',
    'Nomes',
    'Apelidos',
    'Ano de nascimento',
    'Sexo',
    'Sexo (ISO/IEC 5218)',
    'País',
    'Área',
    'Cidade',
    'Estado',
    'Situação',
    'Origem',
    'Criança',
    'Registo'
  ],
  en: [
    'Reference',
    'Given names',
    'Surnames',
    'Year of birth',
    'Sex',
    'Sex (ISO/IEC 5218)',
    'Country',
    'Area',
    'City',
    'Status',
    'State',
    'Origin',
    'Child',
    'Registered'
  ]
}
const widths = [14, 24, 24, 10, 10, 10, 18, 10, 18, 12, 14, 14, 8, 12]

const labelOf = (list: readonly Code[], code: string | null, language: InterfaceLanguage) =>
  list.find((entry) => entry.code === code)?.[language] ?? ''

function toValues(row: RegistrantRow, language: InterfaceLanguage, countries: Map<string, string>): Value[] {
  const yes = language === 'pt' ? 'sim' : 'yes'
  return [
    formatReference(row.reference),
    row.givenNames,
    row.surnames,
    row.birthYear,
    labelOf(sexes, row.sex, language),
    isoSexOf(row.sex),
    countries.get(row.country) ?? row.country,
    row.area ?? '',
    row.city,
    labelOf(statuses, row.status, language),
    labelOf(states, row.state, language),
    labelOf(origins, row.origin, language),
    row.child ? yes : '',
    row.registeredAt.slice(0, 10)
  ]
}

/**
 * The rows page by page, each in a short transaction of its own, so that a slow reader holds none open. That the people were
 * in the list is noted before their page leaves: they can read of it.
 */
async function* valuesOf(
  services: Services,
  actor: Officer,
  auditId: string,
  filters: RegistrantFilters,
  language: InterfaceLanguage
) {
  const countries = new Map(listCountries(language).map(({ code, name }) => [code, name]))
  let after: Position | null = null
  for (let page = 0; ; page++) {
    const rows: RegistrantRow[] = await transaction(services, actor, async (db) => {
      const found = await listRegistrants(db, inScope(actor), { filters, after, limit: PAGE_SIZE })
      if (found.length > 0)
        await writeAuditList(
          db,
          auditId,
          page,
          found.map(({ id }) => id)
        )
      return found
    })
    for (const row of rows) yield toValues(row, language, countries)
    if (rows.length < PAGE_SIZE) return
    after = { registeredAt: rows.at(-1)!.registeredAt, id: rows.at(-1)!.id }
  }
}

export interface ExportRequest {
  format: 'csv' | 'xlsx'
  language?: InterfaceLanguage
  reason: string
  filters?: RegistrantFilters
}

/**
 * Streams the list of the officer's post as a file. Contacts are not in it. Reason and number of people stand in the
 * audit before the first byte leaves.
 */
export async function exportRegistrants(
  services: Services,
  actor: Officer,
  request: ExportRequest,
  facts: RequestFacts,
  reply: FastifyReply
) {
  const { format, reason, filters = {}, language = 'pt' } = request
  const auditId = createId()
  await transaction(services, actor, async (db) => {
    const count = await countRegistrants(db, inScope(actor), filters)
    await writeAudit(db, actor, {
      id: auditId,
      action: 'registrant.exported',
      count,
      reason: { key: auditKey(services.keys), text: reason },
      fields: Object.keys(filters),
      requestId: facts.requestId
    })
  })
  const rows = valuesOf(services, actor, auditId, filters, language)
  const name = `ponte-pessoas-${services.now().toISOString().slice(0, 10)}.${format}`
  const columns = headers[language].map((header, i) => ({ header, width: widths[i]! }))
  const stream = format === 'csv' ? csvStream(columns, rows) : writeXlsx({ sheetName: 'Ponte', columns, rows })
  const out = new PassThrough()
  stream.once('error', (error: Error) => out.destroy(error))
  stream.pipe(out)
  // What fails before the first byte is still answered with a problem.
  await Promise.race([once(out, 'readable'), once(out, 'error').then(([error]) => Promise.reject(error as Error))])
  return reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX_TYPE)
    .send(out)
}
