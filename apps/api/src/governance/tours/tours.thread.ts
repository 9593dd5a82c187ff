import { sql } from 'drizzle-orm'
import type { ThreadSource } from '../../platform/threads/threadSources.ts'

/** Lessons and recommendations on the threads, each read on the page of its tour and dated by its end. */
export const tourThreads: readonly ThreadSource[] = [
  {
    kind: 'lesson',
    read: 'tour.read',
    nodes: sql`
      select l.id, l.tour_id as page_id, l.title, t.last_on as day, null as state, null as figure
      from lessons l join tours t on t.id = l.tour_id`
  },
  {
    kind: 'recommendation',
    read: 'tour.read',
    nodes: sql`
      select r.id, l.tour_id as page_id, r.title, t.last_on as day,
             case when r.dropped_at is null then null else 'dropped' end as state, null as figure
      from recommendations r join lessons l on l.id = r.lesson_id join tours t on t.id = l.tour_id`,
    parents: sql`select id as child_id, 'lesson' as parent_kind, lesson_id as parent_id from recommendations`
  }
]
