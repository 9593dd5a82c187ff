import { and, sql } from 'drizzle-orm'
import type { RegistrantRow } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { auditPart } from '../../db/records.ts'
import { parts, toTemplate, type Statement, type Template } from '../../db/transaction.ts'
import { addUse, type useOf } from '../../platform/sessions/counters.queries.ts'
import { inScope, newestFirst, onPage, rowColumns, type Page } from './registrants.queries.ts'
import { registrants } from './registrants.table.ts'

/*
 * A page of the list, its use counted and the look noted, in one statement that is written once for each set of filters: it
 * is what officers ask for most, and each message to the database, and each writing of a statement, costs as much as the page.
 */

/** `used` so far in the present window, and the rows as the database writes JSON. */
interface Look {
  [column: string]: unknown
  used: number
  rows: RegistrantRow[]
}

/** The database writes a moment with its distance from UTC. */
export const rowsOfLook = ({ rows }: Look): RegistrantRow[] =>
  rows.map((row) => ({ ...row, registeredAt: new Date(row.registeredAt).toISOString() }))

type Officer = Actor & { kind: 'staff' }

/** A value that is given each time. */
const given = (name: string) => sql.placeholder(name) as never

/** The columns of a row under the names that the contract has for them. */
const namedColumns = Object.fromEntries(
  Object.entries(rowColumns).map(([name, column]) => [name, sql`${column}`.as(name)])
)

function writeStatement(officer: Officer, { filters, after }: Page) {
  const allowed = sql`(select count from used) <= ${given('most')}::int`
  const inFilters = Object.fromEntries(
    // The one filter whose value decides what is asked.
    Object.entries(filters).map(([name, value]) => [name, value === 'not-said' ? value : given(name)])
  )
  const position = after && { registeredAt: given('afterAt'), id: given('afterId') }
  const scope = inScope({ ...officer, postId: officer.postId && given('postId') })
  const use = { name: given('use'), window: given('window'), count: 1, expiresAt: given('windowEnds') }
  const actor = { kind: 'staff', id: given('actorId'), postId: given('postId') } as never
  const rows = parts
    .select(namedColumns)
    .from(registrants)
    .where(and(allowed, onPage(scope, { filters: inFilters, after: position, limit: 0 })))
    .orderBy(...newestFirst)
    // One more than is shown tells that there are more.
    .limit(sql`${given('limit')}::int + 1` as never)
  const note = auditPart(actor, {
    id: given('noteId'),
    action: sql`case when ${allowed} then 'registrant.listed' else 'registrant.listRefused' end`,
    fields: given('fields'),
    count: sql`least((select count(*) from page), ${given('limit')}::int)`,
    requestId: given('requestId')
  })
  return sql`with used as ${addUse(parts, use)}, page as materialized ${rows}, noted as ${note}
    select (select count from used) as used, (select coalesce(json_agg(page), '[]') from page) as rows`
}

const templates = new Map<string, Template<Look>>()
/** Twelve filters, with or without each other. What is asked once in a while may be written anew. */
const TEMPLATES_MAX = 500

function templateFor(officer: Officer, page: Page): Template<Look> {
  const { filters, after } = page
  const { role, postId } = officer
  const shape = [
    role,
    postId !== null,
    ...Object.keys(filters).sort(),
    filters.sex === 'not-said',
    after !== null
  ].join(' ')
  const known = templates.get(shape)
  if (known) return known
  if (templates.size >= TEMPLATES_MAX) templates.clear()
  const template = toTemplate<Look>(writeStatement(officer, page))
  templates.set(shape, template)
  return template
}

/** A look of an officer at a page. Above `most` uses nobody is shown, and the note says so. Gives one row. */
export function lookAt(
  officer: Officer,
  page: Page,
  use: ReturnType<typeof useOf>,
  most: number,
  requestId: string
): Statement<Look> {
  const { filters, after, limit } = page
  return templateFor(
    officer,
    page
  )({
    ...filters,
    afterAt: after?.registeredAt,
    afterId: after?.id,
    postId: officer.postId,
    limit,
    use: use.name,
    window: use.window,
    windowEnds: use.expiresAt,
    most,
    noteId: createId(),
    actorId: officer.id,
    fields: Object.keys(filters),
    requestId
  })
}
