import { eq } from 'drizzle-orm'
import type { MyRecord } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { reasonOf, writeAudit, writeEvent, writeVersion } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems, type FieldError } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { lockRow, personOf, savePerson } from '../registrants/change.commands.ts'
import { placeErrors } from '../registrants/person.rules.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import type { RegistrantRecord } from '../registrants/registrants.queries.ts'
import { registrants } from '../registrants/registrants.table.ts'
import { view } from './record.commands.ts'

export interface StateChange {
  state: MyRecord['state']
  country?: string
  /** Where posts divide a country: without it the post of the whole country answers. */
  area?: string | null
}

function stateErrors({ state, country, area = null }: StateChange, origin: string): FieldError[] {
  if (!country)
    return state === 'moved' || area
      ? [fieldError('/country', 'required', 'Say which country the person lives in now.')]
      : []
  return placeErrors({ country, area }, origin).map((error) => ({
    ...error,
    pointer: error.pointer.replace('#/person/', '#/')
  }))
}

/** Moved to another country, returned, abroad again, out of reach, dead: each change is dated, old values are kept. */
export async function changeState(
  db: Db,
  services: Services,
  actor: Actor,
  row: RegistrantRecord,
  change: StateChange,
  facts: RequestFacts,
  reason?: string
) {
  const errors = stateErrors(change, services.config.country)
  if (errors.length > 0) throw problems.invalid(errors)
  const { state, country, area = null } = change
  const key = (await findRegistrantKey(db, services.keys, row.id))!
  const before = personOf(key, row)
  await writeVersion(db, actor, key, row.id, row.version, { ...before, state: row.state })
  const values = { state, stateSince: services.now().toISOString().slice(0, 10) }
  await db.update(registrants).set(values).where(eq(registrants.id, row.id))
  await writeEvent(db, 'registrant.stateChanged', row.id, { state })
  await writeAudit(db, actor, {
    action: 'registrant.stateChanged',
    subjectId: row.id,
    postId: row.postId,
    fields: country ? ['state', 'country'] : ['state'],
    reason: reasonOf(key, reason),
    requestId: facts.requestId
  })
  await savePerson(db, services, actor, key, row, country ? { ...before, country, area, city: '' } : before)
}

export const changeMyState = (
  services: Services,
  actor: Actor & { kind: 'registrant' },
  change: StateChange,
  facts: RequestFacts
) =>
  transaction(services, actor, async (db) => {
    await changeState(db, services, actor, await lockRow(db, actor.id), change, facts)
    return view(db, services, actor.id)
  })
