import { sql } from 'drizzle-orm'
import type { ThreadSource } from '../../platform/threads/threadSources.ts'

/**
 * Activities and indicators on the threads. An activity comes from the decision that it names; an indicator, of what is done for
 * the output or the outcome that it measures. Those of a pillar hang on too much to be said to come of one activity.
 */
export const frameworkThreads: readonly ThreadSource[] = [
  {
    kind: 'activity',
    read: 'strategy.read',
    write: 'strategy.write',
    nodes: sql`
      select id, id as page_id, name_pt as title, starts_on as day, state, null as figure from activities`,
    parents: sql`
      select id as child_id, 'decision' as parent_kind, decision_id as parent_id
      from activities where decision_id is not null`
  },
  {
    kind: 'indicator',
    read: 'strategy.read',
    nodes: sql`
      select i.id, i.id as page_id, i.name_pt as title, last.day, null as state, last.value as figure
      from indicators i
      left join lateral (
        select day, value from measurements where indicator_id = i.id
        order by day desc, created_at desc, id desc limit 1) last on true`,
    parents: sql`
      select i.id as child_id, 'activity' as parent_kind, a.id as parent_id
      from indicators i
      join framework_parts p on p.id = i.part_id
      join framework_parts o on o.level = 'output' and (o.id = p.id or (p.level = 'outcome' and o.parent_id = p.id))
      join activities a on a.output_id = o.id and a.state <> 'dropped'`
  }
]
