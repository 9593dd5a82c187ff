import { and, asc, desc, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm'
import { purposeOfKind, type ApplicationState, type MyApplication } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { seal, unseal, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { applications } from './applications.table.ts'

export type ApplicationRecord = typeof applications.$inferSelect

const reasonPlace = (row: string) => ({ table: 'applications', column: 'reason_sealed', row })

/** Why a person is on the shortlist, sealed with their key. */
export const sealReason = (key: DataKey, id: string, text: string): Buffer => seal(key, reasonPlace(id), text)
export const openReason = (key: DataKey, { id, reasonSealed }: ApplicationRecord): string | null =>
  reasonSealed ? unseal(key, reasonPlace(id), reasonSealed) : null

/** Keeps that a person was asked, or offered. Returns the id. */
export async function insertApplication(
  db: Db,
  values: Pick<ApplicationRecord, 'opportunityId' | 'registrantId' | 'invitedBy'> & {
    state: ApplicationState
    campaignCode?: string | null
  },
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  await db.insert(applications).values({ id, ...values, createdAt: now })
  return id
}

/** The purpose by which people offer themselves for an opportunity of this kind. */
const purposeOf = (kind: SQL): SQL =>
  sql`case ${kind} when 'investment' then ${purposeOfKind.investment} else ${purposeOfKind.skills} end`

/**
 * Applications whose people are still there and still agree; a place that was given stands whatever is said later on other
 * purposes. All that counts people counts by this, or somebody who left would hold the others up. It reads other people's
 * rows, so the product asks.
 */
export const isLive: SQL = sql`
  exists (select from registrants r where r.id = applications.registrant_id and r.erased_at is null)
  and (applications.state = 'placed' or coalesce((
    select c.given from consents c join opportunities o on o.id = applications.opportunity_id
    where c.registrant_id = applications.registrant_id and c.purpose = ${purposeOf(sql`o.kind`)}
    order by c.at desc, c.id desc limit 1), false))`

const LIST_MAX = 5000

/** Who was asked or offered for an opportunity, oldest first; of very many the newest, who still wait for an answer. */
export const listOfOpportunity = async (db: Db, opportunityId: string): Promise<ApplicationRecord[]> =>
  (
    await db
      .select()
      .from(applications)
      .where(and(eq(applications.opportunityId, opportunityId), isLive))
      .orderBy(desc(applications.createdAt), desc(applications.id))
      .limit(LIST_MAX)
  ).toReversed()

export async function findApplication(db: Db, id: string, { lock = false } = {}): Promise<ApplicationRecord | null> {
  const query = db.select().from(applications).where(eq(applications.id, id))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

/** Is the person of an application still there, and do they still agree? Asked by the product. */
export const isStillLive = async (db: Db, id: string): Promise<boolean> =>
  (await db.$count(applications, and(eq(applications.id, id), isLive))) > 0

/** The applications of one person, newest first. */
export const listOfRegistrant = (db: Db, registrantId: string): Promise<ApplicationRecord[]> =>
  db
    .select()
    .from(applications)
    .where(eq(applications.registrantId, registrantId))
    .orderBy(desc(applications.createdAt))
    .limit(200)

export const updateApplication = (
  db: Db,
  id: string,
  changes: Partial<
    Pick<ApplicationRecord, 'state' | 'waitingSince' | 'reasonSealed' | 'startsOn' | 'endsOn' | 'campaignCode'>
  >
) => db.update(applications).set(changes).where(eq(applications.id, id))

/** How many were asked by officers, whatever they said. */
export async function countInvited(db: Db, opportunityId: string): Promise<number> {
  return db.$count(applications, and(eq(applications.opportunityId, opportunityId), isNotNull(applications.invitedBy)))
}

/** How many said yes and have no answer. */
export const countUnanswered = (db: Db, opportunityId: string): Promise<number> =>
  db.$count(
    applications,
    and(
      eq(applications.opportunityId, opportunityId),
      inArray(applications.state, ['interested', 'shortlisted']),
      isLive
    )
  )

/** Who has a place and who waits, first who waits longest. */
export async function readPlaces(db: Db, opportunityId: string) {
  const rows = await db
    .select({ id: applications.id, state: applications.state, waitingSince: applications.waitingSince })
    .from(applications)
    .where(
      and(eq(applications.opportunityId, opportunityId), inArray(applications.state, ['placed', 'waiting']), isLive)
    )
    .orderBy(asc(applications.waitingSince))
  const waiting = rows.filter(({ state }) => state === 'waiting')
  const last = waiting.at(-1)?.waitingSince ?? 0
  return { placed: rows.length - waiting.length, waiting, last }
}

/** What both sides read of an application, without its texts. */
export const factsOf = (
  row: ApplicationRecord,
  waiting: readonly { id: string }[]
): Omit<MyApplication, 'messages' | 'outcomes'> => ({
  id: row.id,
  state: row.state as ApplicationState,
  waitingPlace: row.state === 'waiting' ? waiting.findIndex(({ id }) => id === row.id) + 1 : null,
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  createdAt: row.createdAt.toISOString()
})
