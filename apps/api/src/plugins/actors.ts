import type { Actor } from '../db/actor.ts'
import { problems } from '../problems.ts'

/** The permissions of an endpoint let only these in, and are asked before; what follows tells the types so. */
export const staff = (actor: Actor): Actor & { kind: 'staff' } => {
  if (actor.kind !== 'staff') throw problems.forbidden()
  return actor
}

/** The same for what registrants do about themselves. */
export const self = (actor: Actor): Actor & { kind: 'registrant' } => {
  if (actor.kind !== 'registrant') throw problems.forbidden()
  return actor
}
