import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm'
import type { OutcomeCheck, PlacementOutcome } from '@ponte/schema'
import { seal, unseal, type DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { applications } from '../applications/applications.table.ts'
import { addMonths, OUTCOME_MONTHS } from './outcomes.rules.ts'
import { outcomes } from './outcomes.table.ts'

const place = (applicationId: string, months: number) => ({
  table: 'outcomes',
  column: 'words_sealed',
  row: `${applicationId}/${months}`
})

/** Sets down when to ask how a placement went. A new beginning asks anew. */
export async function planOutcomes(db: Db, applicationId: string, startsOn: string) {
  for (const months of OUTCOME_MONTHS) {
    const dueOn = addMonths(startsOn, months)
    await db
      .insert(outcomes)
      .values({ applicationId, months, dueOn })
      .onConflictDoUpdate({ target: [outcomes.applicationId, outcomes.months], set: { dueOn, remindedAt: null } })
  }
}

/** When each placement is asked after and what came of it, opened with the key of its person. */
export async function listOutcomes(
  db: Db,
  keys: ReadonlyMap<string, DataKey>,
  today: string
): Promise<Map<string, OutcomeCheck[]>> {
  const found = new Map<string, OutcomeCheck[]>([...keys.keys()].map((id) => [id, []]))
  if (keys.size === 0) return found
  const rows = await db
    .select()
    .from(outcomes)
    .where(inArray(outcomes.applicationId, [...keys.keys()]))
    .orderBy(asc(outcomes.months))
  for (const { applicationId, ...row } of rows)
    found.get(applicationId)!.push({
      months: String(row.months) as OutcomeCheck['months'],
      dueOn: row.dueOn,
      isDue: row.outcome === null && row.dueOn <= today,
      outcome: row.outcome as PlacementOutcome | null,
      words: row.wordsSealed
        ? unseal(keys.get(applicationId)!, place(applicationId, row.months), row.wordsSealed)
        : null,
      recordedBy: row.recordedBy as OutcomeCheck['recordedBy'],
      recordedAt: row.recordedAt?.toISOString() ?? null
    })
  return found
}

export interface OutcomeValues {
  applicationId: string
  months: number
  outcome: PlacementOutcome
  words: string | null
  recordedBy: 'staff' | 'registrant'
}

/** Writes down how a placement went. False where nothing was to be asked. */
export async function recordOutcome(
  db: Db,
  key: DataKey,
  { applicationId, months, outcome, words, recordedBy }: OutcomeValues,
  now: Date
): Promise<boolean> {
  const wordsSealed = words?.trim() ? seal(key, place(applicationId, months), words.trim()) : null
  const { rowCount } = await db
    .update(outcomes)
    .set({ outcome, wordsSealed, recordedBy, recordedAt: now })
    .where(and(eq(outcomes.applicationId, applicationId), eq(outcomes.months, months)))
  return rowCount === 1
}

/** What is due and was not asked for yet. */
export const listDue = (db: Db, today: string) =>
  db
    .select({
      applicationId: outcomes.applicationId,
      months: outcomes.months,
      registrantId: applications.registrantId
    })
    .from(outcomes)
    .innerJoin(applications, eq(applications.id, outcomes.applicationId))
    .where(
      and(
        isNull(outcomes.outcome),
        isNull(outcomes.remindedAt),
        lte(outcomes.dueOn, today),
        eq(applications.state, 'placed')
      )
    )
    .orderBy(asc(outcomes.dueOn))
    .limit(1000)

/** Notes that an outcome was asked for. False if another worker was faster. */
export async function markAsked(db: Db, applicationId: string, months: number, now: Date): Promise<boolean> {
  const { rowCount } = await db
    .update(outcomes)
    .set({ remindedAt: now })
    .where(and(eq(outcomes.applicationId, applicationId), eq(outcomes.months, months), isNull(outcomes.remindedAt)))
  return rowCount === 1
}
