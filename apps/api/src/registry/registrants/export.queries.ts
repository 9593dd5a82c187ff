import { sql } from 'drizzle-orm'
import type { Actor } from '../../db/actor.ts'
import { auditLists } from '../../db/records.table.ts'
import type { Db } from '../../db/transaction.ts'
import { inScope, newestFirst, onPage, type Page, type Position } from './registrants.queries.ts'
import { registrants } from './registrants.table.ts'

/** Between the values of a row and between rows: ASCII has them for that, and what people typed is freed of them. */
const UNIT = '\u001f'
const RECORD = '\u001e'
const typed = (column: unknown) => sql`translate(${column}, ${UNIT + RECORD}, '')`

/** Said of each aggregate: the database puts rows in another order where one of them asks for it. */
const inOrder = sql`order by registered_at desc, id desc`

/** The line of one person; what may be null is an empty text. */
const line = sql`concat_ws(${UNIT}, ${registrants.reference}, ${typed(registrants.givenNames)}, ${typed(registrants.surnames)},
  ${registrants.birthYear}, coalesce(${registrants.sex}, ''), ${registrants.country}, coalesce(${registrants.area}, ''),
  ${typed(registrants.city)}, ${registrants.status}, ${registrants.state}, ${registrants.origin}, ${registrants.child},
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

/**
 * One page of a file, with a note that these people were in it, in one statement. The database hands the page over as one
 * text: a driver that makes an object of each value costs four times as much as reading the rows.
 */
export async function takeFilePage(
  db: Db,
  actor: Actor,
  { auditId, number, ...page }: Page & { auditId: string; number: number }
): Promise<FilePage> {
  const { rows } = await db.execute<{ n: number; lines: string | null; last_at: string; last_id: string }>(sql`
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
    select n, lines, last_at::text, ids[n] as last_id from page`)
  const { n, lines, last_at, last_id } = rows[0]!
  return {
    lines: lines === null ? [] : lines.split(RECORD),
    last: n === page.limit ? { registeredAt: last_at, id: last_id } : null
  }
}
