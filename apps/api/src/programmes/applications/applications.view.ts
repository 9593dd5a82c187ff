import type { Application, MyApplication } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Services } from '../../services.ts'
import { candidateNumber } from '../matches/masks.rules.ts'
import { todayOf } from '../opportunities/opportunities.commands.ts'
import { listOutcomes } from '../outcomes/outcomes.queries.ts'
import { findApplicantKey, findApplicants } from './applicants.queries.ts'
import { factsOf, openReason, readPlaces, type ApplicationRecord } from './applications.queries.ts'
import { isKnown } from './applications.rules.ts'
import { listMessages } from './thread.queries.ts'

type Waiting = readonly { id: string }[]

/** An application as its person reads it. */
export const viewMine = async (
  db: Db,
  services: Services,
  key: DataKey,
  row: ApplicationRecord,
  waiting: Waiting
): Promise<MyApplication> => ({
  ...factsOf(row, waiting),
  messages: await listMessages(db, key, row.id),
  outcomes: await listOutcomes(db, key, row.id, todayOf(services))
})

/** Applications as officers read them. Who did not say yes has a number and nothing else. */
export async function viewApplications(
  db: Db,
  services: Services,
  actor: Actor,
  rows: ApplicationRecord[]
): Promise<Application[]> {
  const known = rows.filter(({ state }) => isKnown(state as Application['state']))
  const people = await findApplicants(
    db,
    actor,
    known.map(({ registrantId }) => registrantId)
  )
  const first = rows[0]
  const waiting = first
    ? (await asSystem(db, actor, 'waiting-place', () => readPlaces(db, first.opportunityId))).waiting
    : []
  const views: Application[] = []
  for (const row of rows) {
    const number = candidateNumber(services.keys, row.opportunityId, row.registrantId)
    const person = isKnown(row.state as Application['state']) ? people.get(row.registrantId) : undefined
    const key = person && (await findApplicantKey(db, services, actor, row.registrantId))
    views.push(
      person && key
        ? {
            ...(await viewMine(db, services, key, row, waiting)),
            number,
            name: person.name,
            country: person.country,
            reason: openReason(key, row)
          }
        : { ...factsOf(row, waiting), messages: [], outcomes: [], number, name: null, country: null, reason: null }
    )
  }
  return views
}
