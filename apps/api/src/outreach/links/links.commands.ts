import type { Input, TrackedLink, createLink as createEndpoint, updateLink as updateEndpoint } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { getOpenCampaign } from '../campaigns/campaigns.queries.ts'
import { codeKey, REFERRAL_KEY } from './codes.rules.ts'
import { countLinks, insertLink, LINKS_MAX, updateLinkRow } from './links.queries.ts'

/** Adds a tracked link to a campaign that is not finished. */
export function createLink(
  services: Services,
  actor: Actor,
  campaignId: string,
  body: Input<typeof createEndpoint>['body'],
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<TrackedLink> {
  const isTaken = () => problems.conflict('Another link has this code. Choose another, or leave it out.')
  if (body.code && (codeKey(body.code) === REFERRAL_KEY || codeKey(body.code).length < 2)) throw isTaken()
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      await getOpenCampaign(db, campaignId)
      if ((await countLinks(db, campaignId)) >= LINKS_MAX)
        throw problems.conflict(`A campaign has at most ${LINKS_MAX} links. Plan another campaign for more.`)
      const link = await insertLink(db, campaignId, body)
      if (!link) throw isTaken()
      await writeEvent(db, 'campaign.changed', campaignId)
      await writeAudit(db, actor, { action: 'link.created', subjectId: link.id, requestId: facts.requestId })
      return link
    })
  )
}

/** Changes what a link cost or where it is, closes it, or opens it again. */
export function changeLink(
  services: Services,
  actor: Actor,
  { id, linkId }: { id: string; linkId: string },
  changes: Input<typeof updateEndpoint>['body'],
  facts: RequestFacts
): Promise<TrackedLink> {
  return transaction(services, actor, async (db) => {
    const link = await updateLinkRow(db, id, linkId, changes, services.now())
    if (!link) throw problems.notFound()
    await writeEvent(db, 'campaign.changed', id)
    await writeAudit(db, actor, {
      action: 'link.changed',
      subjectId: linkId,
      fields: Object.keys(changes),
      requestId: facts.requestId
    })
    return link
  })
}
