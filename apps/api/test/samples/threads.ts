import { system } from '../../src/db/actor.ts'
import { createId } from '../../src/db/id.ts'
import { insertOrigin } from '../../src/platform/threads/threads.queries.ts'
import { transaction } from '../../src/services.ts'
import type { TestProduct } from '../harness.ts'
import { addCampaign } from './campaigns.ts'
import { addDecision } from '../committee.ts'
import type { Samples } from './samples.ts'

/** A campaign that comes from a decision. */
export async function addThread(product: TestProduct, { isTied = true } = {}) {
  const campaignId = (await addCampaign(product)).campaign.id
  const decisionId = (await addDecision(product)).id
  if (isTied)
    await transaction(product.services, system('test'), (db) =>
      insertOrigin(
        db,
        { kind: 'campaign', id: campaignId },
        { kind: 'decision', id: decisionId },
        createId(),
        product.services.now()
      )
    )
  return { campaignId, decisionId }
}

const tied =
  (isTied: boolean): Samples[string] =>
  async (_subjects, product) => {
    const { campaignId, decisionId } = await addThread(product, { isTied })
    return { params: { kind: 'campaign', id: campaignId }, body: { kind: 'decision', id: decisionId } }
  }

export const threadSamples: Samples = {
  getThread: async (_subjects, product) => ({
    params: { kind: 'decision', id: (await addThread(product)).decisionId }
  }),
  listOrigins: async (_subjects, product) => ({
    params: { kind: 'campaign', id: (await addThread(product)).campaignId }
  }),
  addOrigin: tied(false),
  removeOrigin: tied(true)
}
