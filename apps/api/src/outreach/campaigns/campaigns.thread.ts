import { sql } from 'drizzle-orm'
import type { ThreadSource } from '../../platform/threads/threadSources.ts'

/** Campaigns on the threads, each with how many its links brought of what counts towards its goal. */
export const campaignThread: ThreadSource = {
  kind: 'campaign',
  read: 'thread.read',
  write: 'campaign.write',
  nodes: sql`
    select c.id, c.id as page_id, c.name as title, c.starts_on as day,
           case when c.finished_at is null then 'running' else 'finished' end as state,
           (select count(*) from attributions a join tracked_links l on l.id = a.link_id
            where l.campaign_id = c.id
              and a.step = case c.aim when 'interest' then 'interested' else 'confirmed' end) as figure
    from campaigns c`
}
