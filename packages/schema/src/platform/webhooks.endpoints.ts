import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, Cursor, FilledLine, Id, Line, Moment, Nullable, OneOf, Version } from '../values.ts'
import { WEBHOOK_TEST, webhookEventTypes } from './webhookEvents.ts'

const tags = ['webhooks']

export const disabledReasons = ['by-hand', 'failing', 'gone'] as const
export const deliveryStates = ['waiting', 'sending', 'delivered', 'failed'] as const
/** Why an attempt came to nothing: nobody is shown what the receiver answered. */
export const attemptProblems = ['address', 'name', 'connection', 'timeout', 'redirect', 'status'] as const
export type AttemptProblem = (typeof attemptProblems)[number]

/** An address of another system that is told what happened. */
export const Webhook = named(
  'Webhook',
  Type.Object({
    id: Id,
    url: Type.String(),
    description: Type.String(),
    types: Type.Array(OneOf(webhookEventTypes)),
    enabled: Type.Boolean(),
    disabledReason: Nullable(OneOf(disabledReasons)),
    disabledAt: Nullable(Moment),
    failingSince: Nullable(Moment),
    previousSecretUntil: Nullable(
      Type.Unsafe<string>({ ...Moment, description: 'Until then each message is signed with the secret before, too' })
    ),
    createdAt: Moment,
    version: Version
  })
)
export type Webhook = Static<typeof Webhook>

/** One message to one webhook, with what became of it. */
export const Delivery = named(
  'Delivery',
  Type.Object({
    id: Id,
    type: OneOf([...webhookEventTypes, WEBHOOK_TEST]),
    messageId: Type.Unsafe<string>({ ...Id, description: 'Sent as `webhook-id`; the same at each attempt' }),
    state: OneOf(deliveryStates),
    attempts: Type.Integer(),
    createdAt: Moment,
    nextAttemptAt: Nullable(Moment),
    lastAttemptAt: Nullable(Moment),
    responseStatus: Nullable(Type.Integer()),
    problem: Nullable(OneOf(attemptProblems)),
    durationMs: Nullable(Type.Integer())
  })
)
export type Delivery = Static<typeof Delivery>

const fields = {
  url: Line(500, { minLength: 1, description: 'https, a public name, port 443 or 8443' }),
  description: FilledLine(120),
  types: Type.Array(OneOf(webhookEventTypes), { minItems: 1, maxItems: webhookEventTypes.length, uniqueItems: true })
}
const WithSecret = Type.Object({
  webhook: ref(Webhook),
  secret: Type.String({ description: 'Shown this once: whsec_ and the key in base64' })
})
const params = Closed({ id: Id })

export const listWebhooks = endpoint('GET', '/webhooks', 'webhook.read', {
  summary: 'List the webhooks, newest first',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Webhook)) }) }
})

export const getWebhook = endpoint('GET', '/webhooks/:id', 'webhook.read', {
  summary: 'Show one webhook',
  tags,
  params,
  response: { 200: ref(Webhook) }
})

export const createWebhook = endpoint('POST', '/webhooks', 'webhook.write', {
  summary: 'Tell another system what happens; the secret that signs is shown once',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed(fields),
  response: { 201: WithSecret }
})

export const updateWebhook = endpoint('PATCH', '/webhooks/:id', 'webhook.write', {
  summary: 'Change a webhook, switch it off or on again; takes If-Match',
  tags,
  params,
  body: Closed(
    {
      url: Type.Optional(fields.url),
      description: Type.Optional(fields.description),
      types: Type.Optional(fields.types),
      enabled: Type.Optional(Type.Boolean())
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Webhook) }
})

export const rollWebhookSecret = endpoint('POST', '/webhooks/:id/secret', 'webhook.write', {
  summary: 'Make a new secret; for 24 hours messages are signed with the one before, too',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  response: { 201: WithSecret }
})

export const testWebhook = endpoint('POST', '/webhooks/:id/test', 'webhook.write', {
  summary: 'Send a message to see that it arrives',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  response: { 201: ref(Delivery) }
})

export const listDeliveries = endpoint('GET', '/webhooks/:id/deliveries', 'webhook.read', {
  summary: 'List the messages to a webhook, newest first; those of the last 30 days are kept',
  tags,
  params,
  querystring: Closed({
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  }),
  response: { 200: Type.Object({ items: Type.Array(ref(Delivery)), next: Nullable(Cursor) }) }
})

export const replayDelivery = endpoint('POST', '/webhooks/:id/deliveries/:delivery/replay', 'webhook.write', {
  summary: 'Send one message again, with the id that it had',
  tags,
  params: Closed({ id: Id, delivery: Id }),
  response: { 200: ref(Delivery) }
})
