import { performance } from 'node:perf_hooks'
import { system } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { transaction, untilDone, type Services } from '../../services.ts'
import * as deliveries from './deliveries.queries.ts'
import { openIn } from './webhooks.queries.ts'
import { bodyOf, signatureHeaders } from './webhooks.rules.ts'
import type { Attempt, Sender } from './webhooks.sender.ts'

const actor = system('webhooks')
/** How many receivers are spoken to at once. */
const LANES = 4

/**
 * Queues what happened for the webhooks that want to know. An event is found by its mark, not by a position in the
 * order of ids: ids are made before a transaction commits, so a late one would lie behind the position and be missed. A
 * marked event is seen as soon as it is committed, and its mark and its messages change in one transaction.
 */
export async function tellWebhooks(services: Services): Promise<number> {
  for (let total = 0; ;) {
    const told = await transaction(services, actor, async (db) => {
      const events = await deliveries.takeUntoldEvents(db)
      for (const event of events) await deliveries.insertDeliveries(db, event)
      return events.length
    })
    total += told
    if (told === 0) return total
  }
}

function send({ keys }: Services, claimed: deliveries.ClaimedDelivery, sender: Sender): Promise<Attempt> {
  const { webhook_id: webhookId, previous_secret_sealed: previous } = claimed
  const secrets = [
    openIn(keys, 'secret_sealed', webhookId, claimed.secret_sealed),
    ...(previous ? [openIn(keys, 'previous_secret_sealed', webhookId, previous)] : [])
  ]
  const body = bodyOf({ type: claimed.type, dataId: claimed.data_id, occurredAt: new Date(claimed.occurred_at) })
  const headers = signatureHeaders(secrets, claimed.message_id, claimed.now_seconds, body)
  return sender(openIn(keys, 'url_sealed', webhookId, claimed.url_sealed), headers, body)
}

/** Notes what came of an attempt; a webhook that has failed for too long, or is gone, is switched off. */
async function record(services: Services, claimed: deliveries.ClaimedDelivery, attempt: Attempt, ms: number) {
  await transaction(services, actor, async (db) => {
    if (attempt.problem === null) return deliveries.recordDelivered(db, claimed, attempt, ms)
    const reason = await deliveries.recordFailure(db, claimed, attempt, ms)
    if (!reason) return
    await writeEvent(db, 'webhook.changed', claimed.webhook_id)
    await writeAudit(db, actor, { action: 'webhook.disabled', subjectId: claimed.webhook_id, fields: [reason] })
  })
}

/** What arrived is noted until that succeeds, so that it is not sent again; what did not may as well wait for its claim to end. */
const recordForSure: typeof record = (...args) =>
  args[2].problem === null ? untilDone(() => record(...args)) : record(...args)

async function runLane(services: Services, sender: Sender, isStopping: () => boolean): Promise<number> {
  for (let sent = 0; ; sent++) {
    if (isStopping()) return sent
    const claimed = await transaction(services, actor, deliveries.claimDelivery)
    if (!claimed) return sent
    const startedAt = performance.now()
    const attempt = await send(services, claimed, sender)
    await recordForSure(services, claimed, attempt, Math.round(performance.now() - startedAt))
  }
}

/** Sends what is due, at least once each, to several receivers at a time. Returns how many attempts there were. */
export async function sendDeliveries(
  services: Services,
  sender: Sender,
  isStopping: () => boolean = () => false
): Promise<number> {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => runLane(services, sender, isStopping)))
  return lanes.reduce((sum, sent) => sum + sent, 0)
}
