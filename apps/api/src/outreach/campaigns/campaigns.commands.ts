import type { Campaign } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import * as queries from './campaigns.queries.ts'

function checkPeriod({ startsOn, endsOn }: { startsOn: string; endsOn: string }) {
  if (endsOn < startsOn)
    throw problems.invalid([fieldError('/endsOn', 'period', 'The last day comes before the first one.')])
}

/** Plans a campaign. */
export function createCampaign(
  services: Services,
  actor: Actor,
  values: queries.CampaignValues,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<Campaign> {
  checkPeriod(values)
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const campaign = await queries.insertCampaign(db, values, 'id' in actor ? actor.id : null)
      await writeEvent(db, 'campaign.changed', campaign.id)
      await writeAudit(db, actor, { action: 'campaign.created', subjectId: campaign.id, requestId: facts.requestId })
      return campaign
    })
  )
}

/** Changes a campaign. */
export function updateCampaign(
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: Partial<queries.CampaignValues>,
  facts: RequestFacts
): Promise<Campaign> {
  return transaction(services, actor, async (db) => {
    const before = await queries.getOpenCampaign(db, id)
    checkPeriod({ ...before, ...changes })
    const campaign = await queries.updateCampaign(db, id, version, changes)
    if (!campaign) throw problems.versionChanged()
    await writeEvent(db, 'campaign.changed', id)
    await writeAudit(db, actor, {
      action: 'campaign.changed',
      subjectId: id,
      fields: Object.keys(changes),
      requestId: facts.requestId
    })
    return campaign
  })
}

/** Ends a campaign, and tells it. */
export function finishCampaign(services: Services, actor: Actor, id: string, facts: RequestFacts): Promise<Campaign> {
  return transaction(services, actor, async (db) => {
    await queries.getOpenCampaign(db, id)
    const campaign = await queries.finishCampaign(db, id, services.now())
    if (!campaign) throw problems.conflict('This campaign is finished.')
    await writeEvent(db, 'campaign.finished', id)
    await writeAudit(db, actor, { action: 'campaign.finished', subjectId: id, requestId: facts.requestId })
    return campaign
  })
}
