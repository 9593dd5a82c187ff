import { codeList, codesOf } from '../codes.ts'

/**
 * What webhooks may be told of. A wing adds its own events here and writes them with `writeEvent`; nothing else is needed.
 * Labels say what the receiver learns.
 */
export const webhookEvents = codeList([
  ['registrant.confirmed', 'Há pessoas novas nos números do dia', 'There are new people in the figures of the day'],
  ['campaign.finished', 'Uma campanha terminou', 'A campaign has finished'],
  ['decision.made', 'O comité tomou uma decisão', 'The committee has made a decision']
])
export const webhookEventTypes = codesOf(webhookEvents)
export type WebhookEventType = (typeof webhookEventTypes)[number]

/**
 * Events that are about people: told once a day and of nobody, whatever happened how often. The hour of one confirmation,
 * next to who was seen at a consulate, would say who it was.
 */
const daily: readonly WebhookEventType[] = ['registrant.confirmed']

/** Is this event told once a day, without saying of whom? */
export const isDaily = (type: WebhookEventType): boolean => daily.includes(type)

/** Is this something that webhooks are told of? */
export const isWebhookEvent = (type: string): type is WebhookEventType =>
  (webhookEventTypes as readonly string[]).includes(type)

/** What an administrator sends by hand, to see that it arrives. */
export const WEBHOOK_TEST = 'webhook.tested'
