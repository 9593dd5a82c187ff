import { sql } from 'drizzle-orm'
import type { Actor } from '../../db/actor.ts'
import { auditLists } from '../../db/records.table.ts'
import { toTemplate, type Statement } from '../../db/transaction.ts'
import { inScope, newestFirst, onPage, type Page, type Position } from './registrants.queries.ts'
import { registrants } from './registrants.table.ts'

/** Between the values of a row and between rows: ASCII has them for that, and the table takes no name with one of them. */
const UNIT = '\u001f'
const RECORD = '\u001e'

/** Said of each aggregate: the database puts rows in another order where one of them asks for it. */
const inOrder = sql`order by registered_at desc, id desc`

/** The line of one person; what may be null is an empty text. */
const line = sql`concat_ws(${UNIT}, ${registrants.reference}, ${registrants.givenNames}, ${registrants.surnames},
  ${registrants.birthYear}, coalesce(${registrants.sex}, ''), ${registrants.country}, coalesce(${registrants.area}, ''),
  ${registrants.city}, ${registrants.status}, ${registrants.state}, ${registrants.origin}, ${registrants.child},
  (${registrants.registeredAt} at time zone 'UTC')::date)`

/**
 * What a line says, in the order of `line`: the reference, given names, surnames, the year of birth, sex, country, area, city, status,
 * state, origin, `t` for a child, and the day of the registration. A list and no object: a file has hundreds of thousands of them.
 */
export const valuesOfLine = (text: string): string[] => text.split(UNIT)

/** People of a file, each in a line for `valuesOfLine`, and where they end if there may be more. */
export interface FilePage {
  lines: string[]
  last: Position | null
}

interface Taken {
  [column: string]: unknown
  n: number
  lines: string | null
  last_at: string
  last_id: string
}

/**
 * One page of a file, with a note that these people were in it, as one statement for a transaction of its own. The database hands
 * the page over as one text: a driver that makes an object of each value costs four times as much as reading the rows.
 */
export const takeFilePage = (
  actor: Actor,
  { auditId, number, ...page }: Page & { auditId: string; number: number }
): Statement<Taken> =>
  toTemplate<Taken>(sql`
    with page as (
      select count(*)::int as n, string_agg(line, ${RECORD} ${inOrder}) as lines, array_agg(id ${inOrder}) as ids, min(registered_at) as last_at
      from (
        select ${registrants.id}, ${registrants.registeredAt}, ${line} as line from ${registrants}
        where ${onPage(inScope(actor), page)} order by ${sql.join(newestFirst, sql`, `)} limit ${page.limit}
      ) as people
    ), noted as (
      insert into ${auditLists} (audit_id, page, subject_ids)
      select ${auditId}::uuid, ${number}::int, ids from page where n > 0
    )
    select n, lines, last_at::text, ids[n] as last_id from page`)({})

/** What was taken; `limit` is how many were asked for. */
export const pageOf = ({ n, lines, last_at, last_id }: Taken, limit: number): FilePage => ({
  lines: lines === null ? [] : lines.split(RECORD),
  last: n === limit ? { registeredAt: last_at, id: last_id } : null
})
