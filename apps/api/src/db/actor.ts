import type { Role, Scope } from '@ponte/schema'

/** Who acts. Row-level security, audit and scope all read this. */
export type Actor =
  | { kind: 'nobody' }
  | { kind: 'staff'; id: string; role: Role; postId: string | null; sessionId: string }
  | { kind: 'registrant'; id: string; sessionId?: string }
  /** A helper may write the one record that they are entering, and read nothing back. */
  | { kind: 'helper'; id: string; subjectId: string }
  /** A machine that calls the API under its own name. It sees no people, whatever its scopes. */
  | { kind: 'client'; id: string; scopes: readonly Scope[]; requestsPerMinute: number }
  /** The product itself: jobs, sign-in look-ups, statistics. The task is named for the audit. */
  | { kind: 'system'; task: string }

export const nobody: Actor = { kind: 'nobody' }
export const system = (task: string): Actor => ({ kind: 'system', task })

/** The settings that the policies of the database read. Empty text means "not set". */
export function settingsOf(actor: Actor): [string, string][] {
  return [
    ['app.actor_kind', actor.kind],
    ['app.actor_id', 'id' in actor ? actor.id : ''],
    ['app.role', actor.kind === 'staff' ? actor.role : ''],
    ['app.post_id', actor.kind === 'staff' ? (actor.postId ?? '') : ''],
    ['app.subject_id', actor.kind === 'registrant' ? actor.id : actor.kind === 'helper' ? actor.subjectId : '']
  ]
}
