import type { SQL } from 'drizzle-orm'
import type { Permission, ThreadKind } from '@ponte/schema'

/**
 * How a feature stands on the threads. Each wing says it of its own tables and `app.ts` hands all of them in, so that the
 * threads know no table of a later wing.
 */
export interface ThreadSource {
  kind: ThreadKind
  /** Who may read that there is such a thing, and its title; its own page may ask for more. */
  read: Permission
  /** Who may say what a thing of this kind comes from, where that is said by hand. */
  write?: Permission
  /** Rows of id, page_id (uuid), title, day, state (text), figure (numeric); null where there is none. */
  nodes: SQL
  /** Rows of child_id, parent_kind, parent_id: where things of this kind come from by how they were made. */
  parents?: SQL
}
