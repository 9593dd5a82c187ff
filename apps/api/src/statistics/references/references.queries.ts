import { and, eq, gte, inArray, ne, or, sql } from 'drizzle-orm'
import type { Db } from '../../db/transaction.ts'
import type { FigureRow } from './references.data.ts'
import { referenceFigures } from './references.table.ts'

const FACT = 'reference-figures'
/** Two starting servers seed one after the other. */
const LOCK = 727005

/** Which edition of the figures the database holds; whoever asks is the only one until the transaction ends. */
export async function findEdition(db: Db): Promise<string | null> {
  await db.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
  const { rows } = await db.execute<{ value: string }>(sql`select value from facts where name = ${FACT}`)
  return rows[0]?.value ?? null
}

/** Puts the figures of an edition in the place of those of the last. */
export async function replaceFigures(db: Db, figures: FigureRow[], edition: string): Promise<void> {
  await db.delete(referenceFigures)
  if (figures.length > 0) await db.insert(referenceFigures).values(figures)
  await db.execute(
    sql`insert into facts (name, value) values (${FACT}, to_jsonb(${edition}::text))
        on conflict (name) do update set value = excluded.value, at = now()`
  )
}

/** What counts people abroad. Remittances, emigrants by age and the rest are figures of something else. */
const POPULATIONS = ['born-in', 'voters', 'to-mobilise']
/** From this year on both revisions of UN DESA can be laid side by side. */
const COMPARED_FROM = 2020

export type PopulationRow = Pick<
  typeof referenceFigures.$inferSelect,
  'source' | 'revision' | 'definition' | 'year' | 'destination' | 'value' | 'approximate'
>

/** The reference populations, both sexes together; a hundred or two. */
export const listPopulations = (db: Db): Promise<PopulationRow[]> =>
  db
    .select({
      source: referenceFigures.source,
      revision: referenceFigures.revision,
      definition: referenceFigures.definition,
      year: referenceFigures.year,
      destination: referenceFigures.destination,
      value: referenceFigures.value,
      approximate: referenceFigures.approximate
    })
    .from(referenceFigures)
    .where(
      and(
        inArray(referenceFigures.definition, POPULATIONS),
        eq(referenceFigures.sex, 'all'),
        or(ne(referenceFigures.source, 'un-desa'), gte(referenceFigures.year, COMPARED_FROM))
      )
    )
