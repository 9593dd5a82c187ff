import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { ThreadItem, ThreadKind } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import { origins } from './threads.table.ts'
import type { ThreadSource } from './threadSources.ts'

/** No thread is longer; it also ends a ring, should somebody tie one. */
const STEPS_MAX = 12
const ITEMS_MAX = 200

export interface Knot {
  kind: ThreadKind
  id: string
}

const unionOf = (parts: SQL[]): SQL => sql.join(parts, sql` union all `)

const nodesOf = (sources: readonly ThreadSource[]): SQL =>
  unionOf(
    sources.map(
      ({ kind, nodes }) =>
        sql`select ${kind}::text as kind, n.id::uuid, n.page_id::uuid, n.title::text, n.day::text, n.state::text from (${nodes}) n`
    )
  )

/** Figures cost a count each, so they are asked only of what was found. */
const figuresOf = (sources: readonly ThreadSource[]): SQL =>
  unionOf(
    sources.map(({ kind, nodes }) => sql`select ${kind}::text as kind, n.id::uuid, n.figure::float8 from (${nodes}) n`)
  )

const edgesOf = (sources: readonly ThreadSource[]): SQL =>
  unionOf([
    sql`select child_kind, child_id, parent_kind, parent_id, true as removable from origins`,
    ...sources.flatMap(({ kind, parents }) =>
      parents
        ? [
            sql`select ${kind}::text, p.child_id::uuid, p.parent_kind::text, p.parent_id::uuid, false from (${parents}) p`
          ]
        : []
    )
  ])

/** Walks from one thing up to where it came from or down to what came of it, only over kinds that may be read. */
export async function walk(
  db: Db,
  sources: readonly ThreadSource[],
  { kind, id }: Knot,
  direction: 'up' | 'down'
): Promise<ThreadItem[]> {
  const [here, there] = direction === 'up' ? (['child', 'parent'] as const) : (['parent', 'child'] as const)
  const column = (side: 'child' | 'parent', name: 'kind' | 'id') => sql.raw(`e.${side}_${name}`)
  const { rows } = await db.execute<Omit<ThreadItem, 'pageId'> & { page_id: string }>(sql`
    with recursive nodes as materialized (${nodesOf(sources)}),
    edges as materialized (${edgesOf(sources)}),
    way as (
      select ${kind}::text as kind, ${id}::uuid as id, 0 as steps, false as removable
      union
      select n.kind, n.id, w.steps + 1, e.removable and w.steps = 0
      from way w
      join edges e on ${column(here, 'kind')} = w.kind and ${column(here, 'id')} = w.id
      join nodes n on n.kind = ${column(there, 'kind')} and n.id = ${column(there, 'id')}
      where w.steps < ${STEPS_MAX})
    select found.*, f.figure from (
      select * from (
        select distinct on (n.kind, n.id) n.kind, n.id, n.page_id, n.title, n.day, n.state, w.steps, w.removable
        from way w join nodes n using (kind, id) where w.steps > 0 and not (n.kind = ${kind} and n.id = ${id}::uuid)
        order by n.kind, n.id, w.steps, w.removable) once
      order by steps, day nulls last, id limit ${ITEMS_MAX}) found
    left join lateral (
      select f.figure from (${figuresOf(sources)}) f where f.kind = found.kind and f.id = found.id limit 1) f on true
    order by steps, day nulls last, id`)
  return rows.map(({ page_id, ...row }) => ({ ...row, pageId: page_id }))
}

/** Is there such a thing? */
export async function hasNode(db: Db, source: ThreadSource, id: string): Promise<boolean> {
  const { rows } = await db.execute(sql`select from (${source.nodes}) n where n.id = ${id}::uuid`)
  return rows.length > 0
}

/** The newest things of some kinds, to choose from. Ids are made by time, so the newest come last. */
export async function listNodes(db: Db, sources: readonly ThreadSource[], limit: number) {
  const found: { kind: ThreadKind; id: string; title: string }[] = []
  for (const { kind, nodes } of sources) {
    const { rows } = await db.execute<{ id: string; title: string }>(
      sql`select n.id, n.title from (${nodes}) n order by n.id desc limit ${limit}`
    )
    found.push(...rows.map((row) => ({ kind, ...row })))
  }
  return found
}

export const insertOrigin = (db: Db, child: Knot, parent: Knot, createdBy: string, now: Date) =>
  db
    .insert(origins)
    .values({
      childKind: child.kind,
      childId: child.id,
      parentKind: parent.kind,
      parentId: parent.id,
      createdBy,
      createdAt: now
    })
    .onConflictDoNothing()

export async function deleteOrigin(db: Db, child: Knot, parent: Knot): Promise<boolean> {
  const { rowCount } = await db
    .delete(origins)
    .where(
      and(
        eq(origins.childKind, child.kind),
        eq(origins.childId, child.id),
        eq(origins.parentKind, parent.kind),
        eq(origins.parentId, parent.id)
      )
    )
  return rowCount === 1
}
