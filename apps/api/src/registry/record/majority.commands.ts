import { and, asc, eq, gt, gte, isNull, sql } from 'drizzle-orm'
import type { MyRecord } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { reasonOf, writeAudit, writeEvent, writeVersion } from '../../db/records.ts'
import { domainEvents } from '../../db/records.table.ts'
import type { Db } from '../../db/transaction.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { lockRow } from '../registrants/change.commands.ts'
import { findContact } from '../registrants/contacts.queries.ts'
import { isCertainlyOfAge } from '../registrants/person.rules.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import { findRegistrantRow, type RegistrantRecord } from '../registrants/registrants.queries.ts'
import { registrants } from '../registrants/registrants.table.ts'
import { viewRecord } from '../registrants/registrants.view.ts'
import { eraseRecord } from './erasure.commands.ts'
import { queueNotice } from './notices.ts'

const BATCH = 500
/** How long somebody has, from the night at which they are of age for sure, to take over what a guardian entered. */
const CLAIM_DAYS = 365
const DAY_MS = 86_400_000

/** The person takes over the record that a guardian made: from now on it is an adult's own. */
export function claimMyRecord(
  services: Services,
  actor: Actor & { kind: 'registrant' },
  facts: RequestFacts
): Promise<MyRecord> {
  return transaction(services, actor, async (db) => {
    await endGuardianship(db, services, actor, await lockRow(db, actor.id), facts)
    return viewRecord(db, services.keys, await lockRow(db, actor.id))
  })
}

/** Takes the guardian out of the record of somebody who is of age for sure; by that person, or by an officer before whom they stand. */
export async function endGuardianship(
  db: Db,
  services: Services,
  actor: Actor,
  row: RegistrantRecord,
  facts: RequestFacts,
  reason?: string
) {
  if (!row.guardianRelation) throw problems.conflict('This record is the person’s own already.')
  if (!isCertainlyOfAge(row, services.config.adultAge, services.now()))
    throw problems.conflict(`The record can be taken over from ${services.config.adultAge} years on.`)
  const key = (await findRegistrantKey(db, services.keys, row.id))!
  const { guardianRelation, guardianGivenNames, guardianSurnames } = row
  await writeVersion(db, actor, key, row.id, row.version, { guardianRelation, guardianGivenNames, guardianSurnames })
  await setAdult(db, row, { guardianRelation: null, guardianGivenNames: null, guardianSurnames: null })
  await writeEvent(db, 'registrant.changed', row.id)
  await writeAudit(db, actor, {
    action: 'registrant.claimed',
    subjectId: row.id,
    postId: row.postId,
    fields: ['guardian'],
    reason: reasonOf(key, reason),
    requestId: facts.requestId
  })
}

const setAdult = (db: Db, row: RegistrantRecord, values: Partial<RegistrantRecord> = {}) =>
  db
    .update(registrants)
    .set({ ...values, child: false, version: row.version + 1 })
    .where(eq(registrants.id, row.id))

/** The first day on which the person is of age for sure, by the birth that stands in the record now. */
const ofAgeSince = ({ birthYear, birthDate }: RegistrantRecord, adultAge: number): Date => {
  if (!birthDate) return new Date(Date.UTC(birthYear + adultAge + 1, 0, 1))
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year + adultAge, month - 1, day))
}

/** When the person was told. A word of before, when another birth stood there, does not count. */
const findToldAt = async (db: Db, id: string, since: Date): Promise<Date | null> =>
  (
    await db
      .select({ at: domainEvents.at })
      .from(domainEvents)
      .where(
        and(eq(domainEvents.subjectId, id), eq(domainEvents.type, 'registrant.cameOfAge'), gte(domainEvents.at, since))
      )
      .orderBy(asc(domainEvents.at))
      .limit(1)
  )[0]?.at ?? null

async function noteComingOfAge(db: Db, row: RegistrantRecord) {
  await writeEvent(db, 'registrant.cameOfAge', row.id)
  await writeAudit(db, system('majority'), {
    action: 'registrant.cameOfAge',
    subjectId: row.id,
    postId: row.postId
  })
}

type Outcome = 'adult' | 'told' | 'erased' | 'waiting'

/** One person who is of age: their own record is an adult's now; a guardian's is offered to them, and goes after a year. */
async function endChildhood(db: Db, services: Services, id: string): Promise<Outcome> {
  const row = await findRegistrantRow(db, undefined, id, { lock: true })
  // Erased or taken over since the page was read.
  if (!row?.child) return 'waiting'
  if (!row.guardianRelation) {
    await noteComingOfAge(db, row)
    await setAdult(db, row)
    return 'adult'
  }
  const toldAt = await findToldAt(db, id, ofAgeSince(row, services.config.adultAge))
  if (!toldAt) {
    const key = await findRegistrantKey(db, services.keys, id)
    const contact = key && (await findContact(db, key, id))
    // Who cannot be told has no year that runs: the post sees the record, and it stays.
    if (!contact) return 'waiting'
    await noteComingOfAge(db, row)
    await queueNotice(db, services, contact, 'of-age')
    return 'told'
  }
  if (toldAt.getTime() + CLAIM_DAYS * DAY_MS > services.now().getTime()) return 'waiting'
  await eraseRecord(
    db,
    services,
    system('majority'),
    row,
    { requestId: 'nightly', address: '', network: '' },
    { notice: 'unclaimed' }
  )
  return 'erased'
}

/** People who stand in the registry as children and are of age for sure, a page of them. */
function listComeOfAge(services: Services, after: string) {
  const { adultAge } = services.config
  const today = services.now().toISOString().slice(0, 10)
  return transaction(services, system('majority'), (db) =>
    db
      .select({ id: registrants.id })
      .from(registrants)
      .where(
        and(
          registrants.child,
          isNull(registrants.erasedAt),
          gt(registrants.id, after),
          sql`case when ${registrants.birthDate} is null then ${registrants.birthYear} < extract(year from ${today}::date) - ${adultAge}
                   else ${registrants.birthDate} <= ${today}::date - make_interval(years => ${adultAge}) end`
        )
      )
      .orderBy(asc(registrants.id))
      .limit(BATCH)
  )
}

/** Goes through everybody who came of age, each in a transaction of its own. Returns how many of each outcome. */
export async function endChildhoods(services: Services): Promise<Record<Outcome, number>> {
  const counts: Record<Outcome, number> = { adult: 0, told: 0, erased: 0, waiting: 0 }
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await listComeOfAge(services, after)
    for (const { id } of page)
      try {
        counts[await transaction(services, system('majority'), (db) => endChildhood(db, services, id))]++
      } catch (error) {
        // One record that cannot be opened must not keep the others waiting.
        services.log.error({ id, error: (error as Error).name }, 'coming of age')
      }
    if (page.length < BATCH) return counts
    after = page.at(-1)!.id
  }
}
