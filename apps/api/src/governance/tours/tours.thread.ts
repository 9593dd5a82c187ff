import { sql } from 'drizzle-orm'
import type { ThreadSource } from '../../platform/threads/threadSources.ts'

/** Lessons and recommendations on the threads, each read on the page of its tour. */
export const tourThreads: readonly ThreadSource[] = [
  {
    kind: 'lesson',
    read: 'tour.read',
    nodes: sql`
      select id, tour_id as page_id, title, created_at::date as day, null as state, null as figure from lessons`
  },
  {
    kind: 'recommendation',
    read: 'tour.read',
    nodes: sql`
      select r.id, l.tour_id as page_id, r.title, r.created_at::date as day,
             case when r.dropped_at is null then null else 'dropped' end as state, null as figure
      from recommendations r join lessons l on l.id = r.lesson_id`,
    parents: sql`select id as child_id, 'lesson' as parent_kind, lesson_id as parent_id from recommendations`
  }
]
