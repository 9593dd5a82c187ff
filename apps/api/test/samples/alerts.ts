import { makeToken } from '../../src/outreach/tokens.rules.ts'
import { callKey } from '../../src/outreach/alerts/alertCalls.commands.ts'
import { insertAlert, updateAlert } from '../../src/outreach/alerts/alerts.queries.ts'
import { insertPeople, setAnswer } from '../../src/outreach/alerts/people.queries.ts'
import { system } from '../../src/db/actor.ts'
import { findRegistrantRow } from '../../src/registry/registrants/registrants.queries.ts'
import { transaction } from '../../src/services.ts'
import type { TestProduct } from '../harness.ts'
import { addRegistrant, addStaff } from '../people.ts'
import type { Samples } from './samples.ts'

export const alertBody = {
  country: 'ZA',
  pt: { subject: 'Cheias em Joanesburgo', text: 'Fique em casa. Diga-nos se está bem.' },
  en: { subject: 'Floods in Johannesburg', text: 'Stay at home. Tell us if you are well.' }
} as const

/** An alert to everybody in a place, proposed by one officer and, if wanted, declared by another. */
export async function addAlert(
  product: TestProduct,
  { isDeclared = true, country = 'ZA' }: { isDeclared?: boolean; country?: string } = {}
): Promise<string> {
  const [first, second] = [await addStaff(product, 'communications'), await addStaff(product, 'communications')]
  const { services } = product
  return transaction(services, system('test'), async (db) => {
    const place = { country, area: null, city: null, postId: null }
    const values = { ...place, pt: alertBody.pt, en: alertBody.en, proposedBy: first.id }
    const id = await insertAlert(db, values, services.now())
    if (!isDeclared) return id
    await insertPeople(db, id, place)
    await updateAlert(db, id, { state: 'declared', declaredBy: second.id, declaredAt: services.now() })
    return id
  })
}

/** The subject of the samples; where they share one that another request erased, somebody else. */
async function personOf(product: TestProduct, registrantId: string): Promise<string> {
  const row = await transaction(product.services, system('test'), (db) =>
    findRegistrantRow(db, undefined, registrantId)
  )
  return row?.status === 'confirmed' && row.country === 'ZA' ? row.id : (await addRegistrant(product)).id
}

const inState =
  (isDeclared: boolean): Samples[string] =>
  async (_subjects, product) => ({ params: { id: await addAlert(product, { isDeclared }) } })

const callOf = async (product: TestProduct, registrantId: string) => {
  const personId = await personOf(product, registrantId)
  return makeToken(callKey(product.services), await addAlert(product), personId)
}

export const alertSamples: Samples = {
  listAlerts: () => ({}),
  getAlert: inState(true),
  countAlertReach: () => ({ query: { country: 'ZA' } }),
  proposeAlert: () => ({ body: alertBody }),
  declareAlert: async ({ registrantId }, product) => {
    await personOf(product, registrantId)
    return { params: { id: await addAlert(product, { isDeclared: false }) } }
  },
  dropAlert: inState(false),
  endAlert: inState(true),
  listAlertPeople: async (_subjects, product) => ({
    params: { id: await addAlert(product) },
    query: { list: 'silent' }
  }),
  handleAlertPerson: async ({ registrantId }, product) => {
    const personId = await personOf(product, registrantId)
    const id = await addAlert(product)
    await transaction(product.services, system('test'), (db) =>
      setAnswer(db, id, [personId], 'help', product.services.now())
    )
    return { params: { id, registrantId: personId } }
  },
  listMyAlerts: () => ({}),
  answerMyAlert: async ({ registrantId }, product) => {
    await personOf(product, registrantId)
    return { params: { id: await addAlert(product) }, body: { answer: 'safe' } }
  },
  openAlertCall: async ({ registrantId }, product) => ({ body: { token: await callOf(product, registrantId) } }),
  answerAlertCall: async ({ registrantId }, product) => ({
    body: { token: await callOf(product, registrantId), answer: 'safe' }
  })
}
