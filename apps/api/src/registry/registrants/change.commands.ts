import { eq } from 'drizzle-orm'
import type { Person, RecordChanges } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { writeAudit, writeEvent, writeVersion } from '../../db/records.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { getPostFor } from '../../platform/posts/posts.queries.ts'
import { fieldError, problems, type FieldError } from '../../problems.ts'
import type { RequestFacts, Services } from '../../services.ts'
import { hasConsent } from '../consents/consents.queries.ts'
import { findDetails, saveDetails } from './details.queries.ts'
import { detailErrors } from './details.rules.ts'
import { isMinor, registrationErrors } from './person.rules.ts'
import { findRegistrantKey } from './registrantKeys.queries.ts'
import { findRegistrantRow, openSex, personColumns, sexColumns, type RegistrantRecord } from './registrants.queries.ts'
import { registrants } from './registrants.table.ts'

/** The row that the actor may change, locked, or the same 404 for missing and foreign. */
export async function lockRow(db: Db, id: string, version?: number): Promise<RegistrantRecord> {
  const row = await findRegistrantRow(db, undefined, id, { lock: true })
  if (!row) throw problems.notFound()
  if (version !== undefined && row.version !== version) throw problems.versionChanged()
  return row
}

/** The needed part of a row, opened. */
export const personOf = (key: DataKey, row: RegistrantRecord): Person => ({
  givenNames: row.givenNames,
  surnames: row.surnames,
  birthYear: row.birthYear,
  birthDate: row.birthDate,
  sex: openSex(key, row),
  link: row.link as Person['link'],
  bornInCountry: row.bornInCountry as Person['bornInCountry'],
  country: row.country,
  area: row.area,
  city: row.city,
  language: row.language
})

/** What is wrong with a person after a change. The ages rule runs as at registration, without asking again. */
function changeErrors(services: Services, row: RegistrantRecord, person: Person, changes: RecordChanges): FieldError[] {
  const errors = registrationErrors(
    {
      forWhom: row.guardianRelation ? 'child' : 'self',
      person,
      adult: !row.child,
      oldEnough: true,
      contact: { kind: 'none' },
      ...(row.guardianRelation
        ? {
            guardian: {
              relation: 'mother',
              givenNames: row.guardianGivenNames ?? '',
              surnames: row.guardianSurnames ?? ''
            }
          }
        : {})
    },
    services.config,
    services.now()
  ).map((error) => ({ ...error, pointer: error.pointer.replace('#/person/', '#/') }))
  return [
    ...errors,
    ...detailErrors(changes.details ?? {}, services.now(), row.child, services.config.origin.divisions)
  ]
}

/** Words on accessibility are about health: they are kept only while the person consents to it. */
async function consentErrors(db: Db, id: string, details?: RecordChanges['details']): Promise<FieldError[]> {
  if (!details?.accessibilityNeeds || (await hasConsent(db, id, 'accessibility'))) return []
  return [fieldError('/details/accessibilityNeeds', 'consentNeeded', 'The person has to consent to this first.')]
}

/** A move to a country that another post serves takes the record along, in the name of the product. */
export async function savePerson(
  db: Db,
  services: Services,
  actor: Actor,
  key: DataKey,
  row: RegistrantRecord,
  person: Person
) {
  // Whoever registered at another counter stays with it until they themselves live elsewhere.
  const moves = person.country !== row.country || (person.area ?? null) !== row.area
  const postId = moves ? (await getPostFor(db, person.country, person.area ?? null)).id : row.postId
  const values = {
    ...personColumns(person),
    ...sexColumns(key, row.id, person.sex),
    postId,
    child: isMinor(
      { forWhom: row.guardianRelation ? 'child' : 'self', person, adult: !row.child },
      services.config,
      services.now()
    ),
    version: row.version + 1
  }
  await asSystem(db, actor, 'change-record', () => db.update(registrants).set(values).where(eq(registrants.id, row.id)))
}

/**
 * Changes parts of a record by its person or by an officer: old values are kept sealed, the event and the audit name
 * fields, never values. Returns the version that now holds.
 */
export async function changeRecord(
  db: Db,
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: RecordChanges,
  facts: RequestFacts
): Promise<RegistrantRecord> {
  const row = await lockRow(db, id, version)
  const key = (await findRegistrantKey(db, services.keys, id))!
  const before = personOf(key, row)
  const { details, ...changed } = changes
  // An area belongs to its country: when only the country changes, the old area goes.
  const person: Person = {
    ...before,
    ...(changed.country && changed.country !== before.country ? { area: null } : {}),
    ...changed
  }
  const errors = [...changeErrors(services, row, person, changes), ...(await consentErrors(db, id, details))]
  if (errors.length > 0) throw problems.invalid(errors)
  const oldDetails = await findDetails(db, key, id)
  // What takes a consent of its own is kept once only, so that withdrawing deletes it.
  const { accessibilityNeeds: _kept, ...oldAnswers } = oldDetails
  await writeVersion(db, actor, key, id, row.version, { ...before, details: oldAnswers })
  if (details) await saveDetails(db, key, id, oldDetails, details)
  const fields = [...Object.keys(changed), ...Object.keys(details ?? {})]
  await writeEvent(db, 'registrant.changed', id)
  await writeAudit(db, actor, {
    action: 'registrant.changed',
    subjectId: id,
    postId: row.postId,
    fields,
    requestId: facts.requestId
  })
  await savePerson(db, services, actor, key, row, person)
  return asSystem(db, actor, 'change-record', async () => (await findRegistrantRow(db, undefined, id))!)
}
