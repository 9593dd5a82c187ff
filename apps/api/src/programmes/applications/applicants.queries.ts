import { and, inArray, isNull } from 'drizzle-orm'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { queueNotice } from '../../registry/record/notices.ts'
import { findContact } from '../../registry/registrants/contacts.queries.ts'
import { findRegistrantKey, findRegistrantKeys } from '../../registry/registrants/registrantKeys.queries.ts'
import { registrants } from '../../registry/registrants/registrants.table.ts'
import type { Services } from '../../services.ts'

/** Name and country of people who said yes, without those who were erased. Officers of programmes see no other registrants. */
export async function findApplicants(db: Db, actor: Actor, ids: string[]) {
  if (ids.length === 0) return new Map<string, { name: string; country: string }>()
  const rows = await asSystem(db, actor, 'applicants', () =>
    db
      .select({
        id: registrants.id,
        givenNames: registrants.givenNames,
        surnames: registrants.surnames,
        country: registrants.country
      })
      .from(registrants)
      .where(and(inArray(registrants.id, ids), isNull(registrants.erasedAt)))
  )
  return new Map(
    rows.map(({ id, givenNames, surnames, country }) => [id, { name: `${givenNames} ${surnames}`.trim(), country }])
  )
}

/** The keys that open what people wrote to a programme. */
export const findApplicantKeys = (
  db: Db,
  services: Services,
  actor: Actor,
  ids: string[]
): Promise<Map<string, DataKey>> =>
  asSystem(db, actor, 'applicant-key', () => findRegistrantKeys(db, services.keys, ids))

const kinds = { invited: 'programme-invited', answered: 'programme-answered', outcome: 'outcome-asked' } as const

/** Tells a person, where they can be reached, that there is something to read in their record; not what. */
export const tellApplicant = (db: Db, services: Services, actor: Actor, id: string, what: keyof typeof kinds) =>
  asSystem(db, actor, 'applicant-notice', async () => {
    const key = await findRegistrantKey(db, services.keys, id)
    const contact = key && (await findContact(db, key, id))
    if (contact) await queueNotice(db, services, contact, kinds[what])
  })
