import { insertCommitment, updateCommitment } from '../../src/outreach/commitments/commitments.queries.ts'
import { system } from '../../src/db/actor.ts'
import { transaction } from '../../src/services.ts'
import type { TestProduct } from '../harness.ts'
import { addStaff } from '../people.ts'
import type { Samples } from './samples.ts'

export const commitmentBody = {
  state: 'under-way',
  pt: { said: 'O passaporte demora.', done: 'O posto abre também aos sábados.' },
  en: { said: 'The passport takes long.', done: 'The post opens on Saturdays too.' },
  topic: 'documents',
  decisionId: null
} as const

/** A commitment, written by somebody else. */
export async function addCommitment(product: TestProduct, { isPublished = false } = {}): Promise<string> {
  const [author, publisher] = [await addStaff(product, 'communications'), await addStaff(product, 'administrator')]
  const { services } = product
  return transaction(services, system('test'), async (db) => {
    const id = await insertCommitment(db, commitmentBody, author.id, services.now())
    if (isPublished) await updateCommitment(db, id, 1, { publishedBy: publisher.id, publishedAt: services.now() })
    return id
  })
}

const of =
  (isPublished: boolean, rest: object = {}): Samples[string] =>
  async (_subjects, product) => ({ params: { id: await addCommitment(product, { isPublished }) }, ...rest })

export const commitmentSamples: Samples = {
  listPublicCommitments: () => ({}),
  listCommitments: () => ({}),
  createCommitment: () => ({ body: commitmentBody }),
  updateCommitment: of(false, { body: { state: 'done' }, headers: { 'if-match': '"1"' } }),
  publishCommitment: of(false, { headers: { 'if-match': '"1"' } }),
  withdrawCommitment: of(true)
}
