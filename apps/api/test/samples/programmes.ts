import type { ApplicationState, Opportunity, OpportunityBody } from '@ponte/schema'
import { system } from '../../src/db/actor.ts'
import { insertConsent } from '../../src/registry/consents/consents.queries.ts'
import {
  findApplication,
  insertApplication,
  updateApplication
} from '../../src/programmes/applications/applications.queries.ts'
import { candidateNumber } from '../../src/programmes/matches/masks.rules.ts'
import { insertOpportunity, updateOpportunity } from '../../src/programmes/opportunities/opportunities.queries.ts'
import { planOutcomes } from '../../src/programmes/outcomes/outcomes.queries.ts'
import { transaction } from '../../src/services.ts'
import type { TestProduct } from '../harness.ts'
import { addRegistrant, addStaff, type RegisteredPerson } from '../people.ts'
import type { Samples } from './samples.ts'

export const opportunityBody: OpportunityBody = {
  kind: 'skills',
  pt: { title: 'Formar enfermeiras em Nampula', text: 'Três semanas no hospital provincial.' },
  en: null,
  host: 'Hospital Central de Nampula',
  skills: ['nursing', 'teaching'],
  languages: [{ code: 'por', level: 'b2' }],
  educationField: null,
  offer: null,
  availability: 'weeks',
  remote: false,
  province: 'MZ-N',
  district: null,
  startsOn: '2027-02-01',
  endsOn: '2027-02-20',
  sector: null,
  band: null,
  places: 1,
  closesOn: '2027-12-31'
}

/** An opportunity in a state. */
export async function addOpportunity(
  product: TestProduct,
  state: Opportunity['state'] = 'open',
  changes: Partial<OpportunityBody> = {}
): Promise<string> {
  const officer = await addStaff(product, 'programmes')
  const { services } = product
  return transaction(services, system('test'), async (db) => {
    const id = await insertOpportunity(db, { ...opportunityBody, ...changes }, officer.id, services.now())
    await updateOpportunity(db, id, 1, { state })
    return id
  })
}

/** Says what a person can do, and whether they agree to being found for it. */
export async function addOffer(
  product: TestProduct,
  person: { id: string },
  { skills = ['nursing'], agrees = true, sector = null as string | null } = {}
) {
  const { services } = product
  await product.sql(
    `insert into registrant_details (registrant_id, skills, investment_sector, availability, languages)
     values ($1, $2, $3, 'weeks', '[{"code":"por","level":"native"}]')
     on conflict (registrant_id) do update set skills = excluded.skills, investment_sector = excluded.investment_sector`,
    [person.id, skills, sector]
  )
  const values = { registrantId: person.id, given: agrees, language: 'pt', channel: 'web' } as const
  await transaction(services, system('test'), async (db) => {
    for (const purpose of ['matching', 'investment'] as const)
      await insertConsent(db, services, { kind: 'registrant', id: person.id }, { ...values, purpose })
  })
  product.clock.forward(1)
}

/** Somebody who can do something and agrees to be found. */
export async function addNurse(
  product: TestProduct,
  changes: Parameters<typeof addRegistrant>[1] = {}
): Promise<RegisteredPerson> {
  const person = await addRegistrant(product, changes)
  await addOffer(product, person)
  return person
}

/** An application of a person in a state. */
export async function addApplication(
  product: TestProduct,
  state: ApplicationState = 'interested',
  { opportunityId, person }: { opportunityId?: string; person?: { id: string } } = {}
): Promise<string> {
  const opportunity = opportunityId ?? (await addOpportunity(product))
  const applicant = person ?? (await addNurse(product))
  const { services } = product
  return transaction(services, system('test'), async (db) => {
    const values = {
      opportunityId: opportunity,
      registrantId: applicant.id,
      state: 'interested',
      invitedBy: state === 'invited' ? (await addStaff(product, 'programmes')).id : null
    } as const
    const id = await insertApplication(db, values, services.now())
    const startsOn = state === 'placed' ? '2027-02-01' : null
    await updateApplication(db, id, { state, startsOn, waitingSince: state === 'waiting' ? 1 : null })
    if (startsOn) await planOutcomes(db, id, startsOn)
    return (await findApplication(db, id))!.id
  })
}

const of =
  (state: ApplicationState, body?: object): Samples[string] =>
  async (_subjects, product) => ({ params: { id: await addApplication(product, state) }, ...(body ? { body } : {}) })
const withOpportunity =
  (state: Opportunity['state'], rest: object = {}): Samples[string] =>
  async (_subjects, product) => ({ params: { id: await addOpportunity(product, state) }, ...rest })
const { kind: _kind, ...changes } = opportunityBody
const text = 'Quando pode vir?'
const outcome = { months: '6', outcome: 'still-there', words: null }

export const programmeSamples: Samples = {
  listPublicOpportunities: () => ({}),
  getPublicOpportunity: withOpportunity('open'),
  listOpportunities: () => ({}),
  getOpportunity: withOpportunity('draft'),
  createOpportunity: () => ({ body: opportunityBody }),
  updateOpportunity: withOpportunity('draft', { body: changes, headers: { 'if-match': '"2"' } }),
  moveOpportunity: withOpportunity('draft', { body: { state: 'open' } }),
  listCandidates: withOpportunity('open'),
  inviteCandidate: async (_subjects, product) => {
    // Rare skills, or more people than are shown might fit equally well.
    const skill = `rare-${Math.random().toString(36).slice(2)}`
    const id = await addOpportunity(product, 'open', { skills: [skill] })
    const person = await addRegistrant(product)
    await addOffer(product, person, { skills: [skill] })
    return { params: { id }, body: { number: candidateNumber(product.services.keys, id, person.id) } }
  },
  listApplications: withOpportunity('open'),
  answerApplication: of('interested', { state: 'declined' }),
  returnPlace: of('placed'),
  writeToApplicant: of('interested', { text }),
  recordOutcome: of('placed', outcome),
  exportApplications: withOpportunity('open', { body: { reason: 'Reunião com o hospital', language: 'pt' } }),
  listMyOpportunities: () => ({}),
  showInterest: withOpportunity('open', { body: { message: 'Posso ir em Fevereiro.' } }),
  answerInvitation: of('invited', { yes: true }),
  withdrawApplication: of('interested'),
  writeToProgramme: of('interested', { text }),
  recordMyOutcome: of('placed', outcome)
}
