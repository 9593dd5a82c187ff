import { sql } from 'drizzle-orm'
import type { ThreadSource } from '../../platform/threads/threadSources.ts'

/** Opportunities on the threads, each with how many people found a place. */
export const opportunityThread: ThreadSource = {
  kind: 'opportunity',
  read: 'thread.read',
  write: 'programme.write',
  nodes: sql`
    select o.id, o.id as page_id, o.pt ->> 'title' as title, o.closes_on as day, o.state,
           (select count(*) from applications a where a.opportunity_id = o.id and a.state = 'placed') as figure
    from opportunities o`
}
