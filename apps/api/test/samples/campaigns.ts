import type { Campaign, TrackedLink } from '@ponte/schema'
import { system } from '../../src/db/actor.ts'
import { insertCampaign } from '../../src/outreach/campaigns/campaigns.queries.ts'
import { insertLink } from '../../src/outreach/links/links.queries.ts'
import { transaction } from '../../src/services.ts'
import type { TestProduct } from '../harness.ts'
import type { Samples } from './samples.ts'

export const campaignValues = {
  name: 'Rádio na Gauteng',
  aim: 'registrations',
  goal: 500,
  startsOn: '2026-11-01',
  endsOn: '2026-12-31',
  budget: 200_000
} as const

/** A campaign with one link, as somebody planned it. */
export const addCampaign = (
  { services }: TestProduct,
  { code, cost = 0, aim = 'registrations' }: { code?: string; cost?: number; aim?: Campaign['aim'] } = {}
): Promise<{ campaign: Campaign; link: TrackedLink }> =>
  transaction(services, system('test'), async (db) => {
    const campaign = await insertCampaign(db, { ...campaignValues, aim }, null)
    const link = await insertLink(db, campaign.id, { channel: 'radio', cost, ...(code && { code }) })
    return { campaign, link: link! }
  })

const ofCampaign = async (product: TestProduct) => ({ params: { id: (await addCampaign(product)).campaign.id } })
const ofLink = async (product: TestProduct) => {
  const { campaign, link } = await addCampaign(product)
  return { params: { id: campaign.id, linkId: link.id } }
}

export const campaignSamples: Samples = {
  listCampaigns: () => ({}),
  getCampaign: (_subjects, product) => ofCampaign(product),
  createCampaign: () => ({ body: campaignValues }),
  updateCampaign: async (_subjects, product) => ({
    ...(await ofCampaign(product)),
    body: { goal: 800 },
    headers: { 'if-match': '"1"' }
  }),
  finishCampaign: (_subjects, product) => ofCampaign(product),
  getCampaignResults: (_subjects, product) => ofCampaign(product),
  getArrivals: () => ({}),
  createLink: async (_subjects, product) => ({
    ...(await ofCampaign(product)),
    body: { channel: 'poster', cost: 1500 }
  }),
  updateLink: async (_subjects, product) => ({ ...(await ofLink(product)), body: { cost: 3000 } }),
  downloadLinkFile: async (_subjects, product) => {
    const { params } = await ofLink(product)
    return { params: { ...params, file: 'qr.svg' } }
  },
  followLink: () => ({ params: { code: 'MANGA27' }, query: { l: 'en' } }),
  recordVisit: () => ({ body: { code: 'MANGA27', step: 'started' } })
}
