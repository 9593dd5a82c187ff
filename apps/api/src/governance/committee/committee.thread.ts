import { sql } from 'drizzle-orm'
import type { ThreadSource } from '../../platform/threads/threadSources.ts'

/**
 * Agenda items, decisions and actions on the threads: an action comes from its decision, a decision from its item, an item from
 * the recommendation that it puts to the committee.
 */
export const committeeThreads: readonly ThreadSource[] = [
  {
    kind: 'item',
    read: 'committee.read',
    nodes: sql`
      select i.id, i.meeting_id as page_id, i.title || ' (' || m.number || '/' || m.year || ')' as title,
             (m.starts_at at time zone m.zone)::date as day, m.state, null as figure
      from meeting_items i join meetings m on m.id = i.meeting_id`,
    parents: sql`
      select id as child_id, 'recommendation' as parent_kind, recommendation_id as parent_id
      from meeting_items where recommendation_id is not null`
  },
  {
    kind: 'decision',
    read: 'committee.read',
    nodes: sql`
      select id, id as page_id, number || '/' || year || ' ' || title as title, made_on as day, null as state,
             null as figure from decisions`,
    parents: sql`
      select id as child_id, 'item' as parent_kind, item_id as parent_id from decisions where item_id is not null`
  },
  {
    kind: 'action',
    read: 'committee.read',
    nodes: sql`select id, id as page_id, title, due_on as day, status as state, null as figure from actions`,
    parents: sql`
      select id as child_id, 'decision' as parent_kind, decision_id as parent_id
      from actions where decision_id is not null`
  }
]
