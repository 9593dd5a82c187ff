import { CANDIDATES_MAX, type Candidate, type OpportunityKind } from '@ponte/schema'
import { asSystem } from '../../db/elevate.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { countInvited, insertApplication } from '../applications/applications.queries.ts'
import { invitationsLeft } from '../applications/applications.rules.ts'
import { tellApplicant } from '../applications/applicants.queries.ts'
import { todayOf, type Staff } from '../opportunities/opportunities.commands.ts'
import { findOpen, findOpportunity, type OpportunityRecord } from '../opportunities/opportunities.queries.ts'
import { listLargeCountries, listPool } from './candidates.queries.ts'
import { candidateNumber } from './masks.rules.ts'
import { byMatch, explainMatch } from './matches.rules.ts'

/** Who fits best, with their ids, which stay inside. */
async function findBest(db: Db, actor: Staff, opportunity: OpportunityRecord) {
  const pool = await asSystem(db, actor, 'candidates', () => listPool(db, opportunity))
  return pool
    .map((person) => ({ ...person, match: explainMatch(opportunity, person.offered) }))
    .sort((a, b) => byMatch(a.match, b.match))
    .slice(0, CANDIDATES_MAX)
}

/** The people who fit best, masked: a number, codes, and the country where it hides them. */
export const readCandidates = (
  services: Services,
  actor: Staff,
  id: string,
  { requestId }: RequestFacts
): Promise<{ items: Candidate[] }> =>
  transaction(services, actor, async (db) => {
    if (!(await findOpportunity(db, id))) throw problems.notFound()
    const opportunity = await findOpen(db, todayOf(services), id)
    if (!opportunity) return { items: [] }
    const best = await findBest(db, actor, opportunity)
    const countries = best.map(({ country }) => country)
    const large = await asSystem(db, actor, 'candidates', () =>
      listLargeCountries(db, opportunity.kind as OpportunityKind, countries)
    )
    await writeAudit(db, actor, { action: 'candidates.read', subjectId: id, count: best.length, requestId })
    const items = best.map(({ id: registrantId, country, offered, match }) => ({
      number: candidateNumber(services.keys, id, registrantId),
      country: large.has(country) ? country : null,
      skills: offered.skills,
      languages: offered.languages as Candidate['languages'],
      availability: offered.availability as Candidate['availability'],
      match
    }))
    return { items }
  })

/** Asks a masked person whether they want to be known. The message says that there is something to read, and no more. */
export const invite = (
  services: Services,
  actor: Staff,
  id: string,
  number: string,
  { requestId }: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<{ number: string }> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      // Locked, so that two officers cannot ask more people than there may be.
      const locked = await findOpportunity(db, id, { lock: true })
      if (!locked) throw problems.notFound()
      const opportunity = await findOpen(db, todayOf(services), id)
      if (!opportunity) throw problems.conflict('The opportunity is not open.')
      if (invitationsLeft(opportunity.places, await countInvited(db, id)) === 0)
        throw problems.conflict('Ten people for each place were asked already.')
      const best = await findBest(db, actor, opportunity)
      const person = best.find((one) => candidateNumber(services.keys, id, one.id) === number)
      if (!person) throw problems.notFound()
      const values = { opportunityId: id, registrantId: person.id, state: 'invited', invitedBy: actor.id } as const
      const applicationId = await insertApplication(db, values, services.now())
      await tellApplicant(db, services, actor, person.id, 'invited')
      await writeEvent(db, 'application.changed', applicationId, { state: 'invited' })
      await writeAudit(db, actor, { action: 'application.invited', subjectId: person.id, requestId })
      return { number }
    })
  )
