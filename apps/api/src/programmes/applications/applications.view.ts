import type { Application, MyApplication } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import type { DataKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Services } from '../../services.ts'
import { candidateNumber } from '../matches/masks.rules.ts'
import { todayOf } from '../opportunities/opportunities.commands.ts'
import { listOutcomes } from '../outcomes/outcomes.queries.ts'
import { findApplicantKeys, findApplicants } from './applicants.queries.ts'
import { factsOf, openReason, readPlaces, type ApplicationRecord } from './applications.queries.ts'
import { isKnown } from './applications.rules.ts'
import { listMessages } from './thread.queries.ts'

type Waiting = readonly { id: string }[]

/** Texts and outcomes of applications, all at once, by the keys of their people. */
export async function readTexts(db: Db, services: Services, keys: ReadonlyMap<string, DataKey>) {
  const messages = await listMessages(db, keys)
  const outcomes = await listOutcomes(db, keys, todayOf(services))
  return (id: string): Pick<MyApplication, 'messages' | 'outcomes'> => ({
    messages: messages.get(id) ?? [],
    outcomes: outcomes.get(id) ?? []
  })
}

/** An application as its person reads it. */
export async function viewMine(
  db: Db,
  services: Services,
  key: DataKey,
  row: ApplicationRecord,
  waiting: Waiting
): Promise<MyApplication> {
  const textsOf = await readTexts(db, services, new Map([[row.id, key]]))
  return { ...factsOf(row, waiting), ...textsOf(row.id) }
}

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
  const keysOfPeople = await findApplicantKeys(db, services, actor, [...people.keys()])
  const keys = new Map(
    known.flatMap(({ id, registrantId }) =>
      keysOfPeople.has(registrantId) ? [[id, keysOfPeople.get(registrantId)!] as const] : []
    )
  )
  const textsOf = await readTexts(db, services, keys)
  return rows.map((row) => {
    const number = candidateNumber(services.keys, row.opportunityId, row.registrantId)
    const [person, key] = [people.get(row.registrantId), keys.get(row.id)]
    const facts = { ...factsOf(row, waiting), ...textsOf(row.id), number }
    return person && key
      ? { ...facts, name: person.name, country: person.country, reason: openReason(key, row) }
      : { ...facts, name: null, country: null, reason: null }
  })
}
