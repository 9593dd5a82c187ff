import type {
  Delivery,
  Input,
  Output,
  Webhook,
  createWebhook as createEndpoint,
  updateWebhook as updateEndpoint
} from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import * as deliveries from './deliveries.queries.ts'
import { isPublicUrl } from './webhooks.addresses.ts'
import * as queries from './webhooks.queries.ts'

type Staff = Actor & { kind: 'staff' }
type WithSecret = Output<typeof createEndpoint>

/** Who asks, for the audit. */
export interface Asked {
  actor: Staff
  requestId: string
  idempotent?: IdempotentRequest | null
}

function checkUrl({ config }: Services, url: string | undefined) {
  if (url === undefined || isPublicUrl(url, { toLoopback: config.webhooksToLoopback })) return
  throw problems.invalid([
    fieldError('/url', 'publicAddress', 'Give an https address with a public name, at port 443 or 8443.')
  ])
}

async function write(db: Db, { actor, requestId }: Asked, action: string, id: string, fields: string[] = []) {
  await writeEvent(db, 'webhook.changed', id)
  await writeAudit(db, actor, { action, subjectId: id, fields, requestId })
}

/** Adds a webhook. Its secret stands in the answer, and is sealed from then on. */
export function createWebhook(
  services: Services,
  asked: Asked,
  body: Input<typeof createEndpoint>['body']
): Promise<WithSecret> {
  checkUrl(services, body.url)
  const values = { ...body, description: body.description.trim(), createdBy: asked.actor.id }
  return transaction(services, asked.actor, (db) =>
    once(db, services.keys, asked.idempotent ?? null, async () => {
      const made = await queries.insertWebhook(db, services.keys, values)
      if (!made) throw problems.conflict(`There are ${queries.WEBHOOKS_MAX} webhooks already. Use one that is off.`)
      await write(db, asked, 'webhook.created', made.webhook.id, body.types)
      return made
    })
  )
}

/** Changes a webhook, or switches it off or on again. */
export function updateWebhook(
  services: Services,
  asked: Asked,
  id: string,
  version: number,
  changes: Input<typeof updateEndpoint>['body']
): Promise<Webhook> {
  checkUrl(services, changes.url)
  return transaction(services, asked.actor, async (db) => {
    const webhook = await queries.updateWebhook(db, services.keys, id, version, changes)
    if (!webhook && !(await queries.findWebhook(db, services.keys, id))) throw problems.notFound()
    if (!webhook) throw problems.versionChanged()
    await write(db, asked, 'webhook.changed', id, Object.keys(changes))
    return webhook
  })
}

/** Makes a new secret; for a day both sign. */
export function rollSecret(services: Services, asked: Asked, id: string): Promise<WithSecret> {
  return transaction(services, asked.actor, (db) =>
    once(db, services.keys, asked.idempotent ?? null, async () => {
      const made = await queries.updateSecret(db, services.keys, id)
      if (!made) throw problems.notFound()
      await write(db, asked, 'webhook.secretRolled', id)
      return made
    })
  )
}

async function checkIsOn(db: Db, services: Services, id: string) {
  const webhook = await queries.findWebhook(db, services.keys, id)
  if (!webhook) throw problems.notFound()
  if (!webhook.enabled) throw problems.conflict('This webhook is off. Switch it on first.')
}

/** Sends a message by hand that says only that it is a test. */
export function testWebhook(services: Services, asked: Asked, id: string): Promise<Delivery> {
  return transaction(services, asked.actor, (db) =>
    once(db, services.keys, asked.idempotent ?? null, async () => {
      await checkIsOn(db, services, id)
      await writeAudit(db, asked.actor, { action: 'webhook.tested', subjectId: id, requestId: asked.requestId })
      return deliveries.insertTest(db, id)
    })
  )
}

/** Sends one message again. The receiver knows it by its id. */
export function replayDelivery(services: Services, asked: Asked, id: string, deliveryId: string): Promise<Delivery> {
  return transaction(services, asked.actor, async (db) => {
    await checkIsOn(db, services, id)
    const delivery = await deliveries.requeueDelivery(db, id, deliveryId)
    if (!delivery && !(await deliveries.findDelivery(db, id, deliveryId))) throw problems.notFound()
    if (!delivery) throw problems.conflict('This message is on its way right now.')
    await writeAudit(db, asked.actor, { action: 'webhook.replayed', subjectId: id, requestId: asked.requestId })
    return delivery
  })
}
