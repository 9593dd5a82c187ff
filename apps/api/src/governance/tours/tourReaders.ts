import { isAllowed, type Tour } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'

/** Contacts and addresses are for who prepares tours; all others see who receives and who travels. */
export const tourForReader = (actor: Actor, tour: Tour): Tour =>
  actor.kind === 'staff' && isAllowed(actor.role, 'tour.write')
    ? tour
    : {
        ...tour,
        hosts: tour.hosts.map((host) => ({ ...host, contactName: null, contactEmail: null })),
        delegates: tour.delegates.map((delegate) => ({ ...delegate, email: null }))
      }
