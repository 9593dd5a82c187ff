import type { Campaign, Output, getArrivals, getCampaignResults, listCampaigns } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import type { Db } from '../../db/transaction.ts'
import { problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import * as campaigns from '../campaigns/campaigns.queries.ts'
import { listLinks } from '../links/links.queries.ts'
import * as queries from './results.queries.ts'
import { linkResults, progressOf } from './results.rules.ts'

async function resultsOf(db: Db, some: readonly Campaign[]) {
  const links = await listLinks(
    db,
    some.map(({ id }) => id)
  )
  return linkResults(
    links,
    await queries.countByLink(
      db,
      links.map(({ id }) => id)
    )
  )
}

/** All campaigns with how far each has come. */
export const readCampaigns = (services: Services, actor: Actor): Promise<Output<typeof listCampaigns>> =>
  transaction(services, actor, async (db) => {
    const found = await campaigns.listCampaigns(db)
    const results = await resultsOf(db, found)
    const of = (id: string) => results.filter(({ link }) => link.campaignId === id)
    return {
      items: found.map((campaign) => ({ campaign, progress: progressOf(campaign.otherCosts, of(campaign.id)) }))
    }
  })

/** What a campaign brought, by link and by day. */
export const readResults = (services: Services, actor: Actor, id: string): Promise<Output<typeof getCampaignResults>> =>
  transaction(services, actor, async (db) => {
    const campaign = await campaigns.findCampaign(db, id)
    if (!campaign) throw problems.notFound()
    const links = await resultsOf(db, [campaign])
    const days = await queries.countByDay(
      db,
      links.map(({ link }) => link.id)
    )
    return { progress: progressOf(campaign.otherCosts, links), links, days, at: services.now().toISOString() }
  })

/** How long the same answer is given: counting who came without a code goes through the whole registry. */
const KEPT_MS = 60_000
let kept: { atMs: number; services: Services; answer: Output<typeof getArrivals> } | undefined

/** By which way registrations came in the last twelve months. */
export async function readArrivals(services: Services): Promise<Output<typeof getArrivals>> {
  const now = services.now()
  if (kept?.services === services && now.getTime() - kept.atMs < KEPT_MS) return kept.answer
  const from = new Date(now)
  from.setUTCFullYear(from.getUTCFullYear() - 1)
  const since = from.toISOString().slice(0, 10)
  const counts = await transaction(services, system('arrivals'), (db) => queries.countArrivals(db, since))
  kept = { atMs: now.getTime(), services, answer: { since, ...counts, at: now.toISOString() } }
  return kept.answer
}
