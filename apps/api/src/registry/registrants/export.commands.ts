import { once } from 'node:events'
import { PassThrough, pipeline } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
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
  type RegistrantFilters
} from '@ponte/schema'
import { auditKey } from '../../db/sealing.ts'
import { createId } from '../../db/id.ts'
import { writeAudit } from '../../db/records.ts'
import { csvOfPages, type FileValue as Value } from '../../files/csv.ts'
import { writeXlsx, XLSX_TYPE } from '../../files/xlsx.ts'
import { listCountries } from '../../platform/system/codeLists.queries.ts'
import { statement, transaction, type RequestFacts, type Services } from '../../services.ts'
import type { Officer } from './registrants.commands.ts'
import { pageOf, takeFilePage, valuesOfLine } from './export.queries.ts'
import type { Position } from './registrants.queries.ts'

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

const texts = (list: readonly Code[], language: InterfaceLanguage) =>
  new Map<string | null, string>(list.map((entry) => [entry.code, entry[language]]))

/** Says what a line of the file holds, in a language. */
function valuesIn(language: InterfaceLanguage) {
  const countries = new Map(listCountries(language).map(({ code, name }) => [code, name]))
  const [sex, status] = [texts(sexes, language), texts(statuses, language)]
  const [state, origin] = [texts(states, language), texts(origins, language)]
  const yes = language === 'pt' ? 'sim' : 'yes'
  return (line: string): Value[] => {
    const values = valuesOfLine(line)
    return [
      formatReference(values[0]!),
      values[1]!,
      values[2]!,
      Number(values[3]),
      sex.get(values[4]!) ?? '',
      isoSexOf(values[4]!),
      countries.get(values[5]!) ?? values[5]!,
      values[6]!,
      values[7]!,
      status.get(values[8]!) ?? '',
      state.get(values[9]!) ?? '',
      origin.get(values[10]!) ?? '',
      values[11] === 't' ? yes : '',
      values[12]!
    ]
  }
}

/**
 * The rows page by page, each in a short transaction of its own, so that a slow reader holds none open. That the people were
 * in the list is noted before their page leaves: they can read of it. The next page is on its way while one is written.
 */
async function* pagesOf(services: Services, actor: Officer, auditId: string, filters: RegistrantFilters) {
  const take = (number: number, after: Position | null) => {
    const page = { auditId, number, filters, after, limit: PAGE_SIZE }
    const taken = statement(services, actor, takeFilePage(actor, page))
    // Whoever comes to it hears of its failure; a reader who goes away does not.
    taken.catch(() => undefined)
    return taken
  }
  let next: ReturnType<typeof take> | null = take(0, null)
  for (let number = 1; next; number++) {
    const [taken] = await next
    const { lines, last } = pageOf(taken!, PAGE_SIZE)
    next = last && take(number, last)
    // Writing a page keeps the process busy from end to end; the question for the next one leaves before.
    if (next) await setImmediate()
    yield lines
  }
}

function* mapped<T, U>(items: Iterable<T>, map: (item: T) => U): Generator<U> {
  for (const item of items) yield map(item)
}

/** The same as values of a file. At its end, or where its reader goes away, the audit is told how many had left by then. */
async function* valuesOf(
  services: Services,
  actor: Officer,
  { auditId, filters, language, facts }: ExportNote & { language: InterfaceLanguage }
): AsyncGenerator<Iterable<Value[]>> {
  const toValues = valuesIn(language)
  let count = 0
  try {
    for await (const lines of pagesOf(services, actor, auditId, filters)) {
      yield mapped(lines, (line) => {
        count++
        return toValues(line)
      })
    }
  } finally {
    await transaction(services, actor, (db) =>
      writeAudit(db, actor, { action: 'registrant.exportEnded', count, requestId: facts.requestId })
    )
  }
}

async function* eachOf<T>(pages: AsyncIterable<Iterable<T>>): AsyncGenerator<T> {
  for await (const page of pages) yield* page
}

interface ExportNote {
  auditId: string
  filters: RegistrantFilters
  facts: RequestFacts
}

export interface ExportRequest {
  format: 'csv' | 'xlsx'
  language?: InterfaceLanguage
  reason: string
  filters?: RegistrantFilters
}

/**
 * Streams the list of the officer's post as a file. Contacts are not in it. The reason stands in the audit before the first byte
 * leaves, who is in it before their page does, and how many there were when it has ended.
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
  await transaction(services, actor, (db) =>
    writeAudit(db, actor, {
      id: auditId,
      action: 'registrant.exported',
      reason: { key: auditKey(services.keys), text: reason },
      fields: Object.keys(filters),
      requestId: facts.requestId
    })
  )
  const pages = valuesOf(services, actor, { auditId, filters, language, facts })
  const name = `ponte-pessoas-${services.now().toISOString().slice(0, 10)}.${format}`
  const columns = headers[language].map((header, i) => ({ header, width: widths[i]! }))
  const stream =
    format === 'csv' ? csvOfPages(columns, pages) : writeXlsx({ sheetName: 'Ponte', columns, rows: eachOf(pages) })
  const out = new PassThrough()
  // Where the reader goes away the source ends too, and says how many had left.
  pipeline(stream, out, () => undefined)
  // What fails before the first byte is still answered with a problem.
  await Promise.race([once(out, 'readable'), once(out, 'error').then(([error]) => Promise.reject(error as Error))])
  return reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX_TYPE)
    .send(out)
}
