import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** One value of a row on its way into the database. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Date
  | Buffer
  | readonly string[]
  | Record<string, unknown>
  | readonly Record<string, unknown>[]

/** A table to fill: its columns in the order of the rows, and the column that names the person. */
export interface SeedTable {
  name: string
  personColumn: string
  columns: readonly string[]
}

/** The first one holds the people; the others hold what belongs to them. */
export const tables = {
  registrants: {
    name: 'registrants',
    personColumn: 'id',
    columns: [
      'id',
      'reference',
      'post_id',
      'status',
      'state',
      'state_since',
      'origin',
      'child',
      'given_names',
      'surnames',
      'birth_year',
      'birth_date',
      'sex',
      'sex_sealed',
      'link',
      'born_in_country',
      'country',
      'area',
      'city',
      'language',
      'guardian_relation',
      'guardian_given_names',
      'guardian_surnames',
      'campaign_code',
      'confirmed_by',
      'confirmed_at',
      'affirmed_at',
      'registered_at',
      'made_up'
    ]
  },
  keys: { name: 'registrant_keys', personColumn: 'registrant_id', columns: ['registrant_id', 'wrapped'] },
  contacts: {
    name: 'contacts',
    personColumn: 'registrant_id',
    columns: [
      'id',
      'registrant_id',
      'kind',
      'sealed',
      'blind_index',
      'index_version',
      'ownership',
      'whatsapp',
      'verified_at',
      'created_at'
    ]
  },
  details: {
    name: 'registrant_details',
    personColumn: 'registrant_id',
    columns: [
      'registrant_id',
      'sealed',
      'household_adults',
      'household_children',
      'needs',
      'abroad_since',
      'migration_reason',
      'province',
      'district',
      'citizenships',
      'consular_registration',
      'education',
      'education_field',
      'education_country',
      'work_status',
      'occupation_code',
      'sector',
      'experience_years',
      'skills',
      'languages',
      'offers',
      'availability',
      'investment_sector',
      'investment_province',
      'investment_band',
      'topics',
      'channels'
    ]
  },
  consents: {
    name: 'consents',
    personColumn: 'registrant_id',
    columns: [
      'id',
      'registrant_id',
      'purpose',
      'given',
      'notice_version',
      'notice_hash',
      'language',
      'channel',
      'actor_kind',
      'actor_id',
      'at'
    ]
  },
  events: { name: 'domain_events', personColumn: 'subject_id', columns: ['id', 'type', 'subject_id', 'data', 'at'] }
} as const satisfies Record<string, SeedTable>
export type TableKey = keyof typeof tables

const escaped = (text: string) =>
  /[\\\t\n\r]/.test(text)
    ? text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : text
const arrayItem = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

/** A value in the text format of COPY. A list of texts becomes an array, any other object JSON. */
export function copyText(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return escaped(`{${value.map(arrayItem).join(',')}}`)
  return escaped(JSON.stringify(value))
}

/** One row in the text format of COPY. */
export const copyLine = (row: readonly Value[]): string => row.map(copyText).join('\t') + '\n'

const list = ({ columns }: SeedTable) => columns.join(', ')

/** Rows of all tables, as text for COPY. */
export type Batch = Record<TableKey, string[]>

async function copyIn(client: PoolClient, table: SeedTable, lines: string[]) {
  const stream = client.query(copyFrom(`copy staged_${table.name} (${list(table)}) from stdin`))
  const done = finished(stream)
  done.catch(() => {})
  for (let i = 0; i < lines.length; i += 500)
    if (!stream.write(lines.slice(i, i + 500).join(''))) await Promise.race([once(stream, 'drain'), done])
  stream.end()
  await done
}

/**
 * Puts a batch into the tables and returns how many people were new. It goes through staging tables, because COPY refuses
 * tables with row policies. Whoever drew a reference that is taken is left out, with all that belongs to them.
 */
export async function loadBatch(client: PoolClient, batch: Batch): Promise<number> {
  for (const key of Object.keys(tables) as TableKey[]) {
    const table = tables[key]
    await client.query(
      `create temporary table if not exists staged_${table.name} (like ${table.name} including defaults) on commit delete rows`
    )
    await copyIn(client, table, batch[key])
  }
  const clashes = await client.query(
    `with added as (insert into registrants (${list(tables.registrants)}) select ${list(tables.registrants)} from staged_registrants
       on conflict (reference) do nothing returning id)
     delete from staged_registrants s where not exists (select from added where added.id = s.id)`
  )
  const { registrants: _done, ...belongings } = tables
  for (const table of Object.values<SeedTable>(belongings))
    await client.query(
      `insert into ${table.name} (${list(table)}) select ${list(table)} from staged_${table.name}
        where ${table.personColumn} in (select id from staged_registrants)`
    )
  return batch.registrants.length - (clashes.rowCount ?? 0)
}
