import { useQuery, useQueryCache } from '@pinia/colada'
import {
  createWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  replayDelivery,
  rollWebhookSecret,
  testWebhook,
  updateWebhook,
  webhookEvents,
  type Input,
  type Webhook
} from '@ponte/schema'
import { computed } from 'vue'
import { call, callWithMeta } from '../../client'
import { useRepeatKey } from '../../composables/useRepeatKey'
import { languageOf, useTexts } from '../../i18n'

/** What of a webhook is filled in. */
export type WebhookValues = Pick<Webhook, 'url' | 'description' | 'types'>

export const valuesOf = ({ url, description, types }: Webhook): WebhookValues => ({
  url,
  description,
  types: [...types]
})

/** The webhooks, newest first; there are at most a hundred. */
export function useWebhooks() {
  const query = useQuery({ key: [listWebhooks.url], query: () => call(listWebhooks) })
  return { ...query, webhooks: computed(() => query.data.value?.items ?? []) }
}

export const readWebhook = (id: string) => callWithMeta(getWebhook, { params: { id } })

/** One webhook with its version. */
export const useWebhook = (id: () => string) =>
  useQuery({ key: () => [getWebhook.url, id()], query: () => readWebhook(id()), refetchOnWindowFocus: false })

/** The newest messages to a webhook. */
export const useDeliveries = (id: () => string, cursor: () => string | undefined) =>
  useQuery({
    key: () => [listDeliveries.url, id(), cursor() ?? null],
    query: ({ signal }) =>
      call(listDeliveries, { params: { id: id() }, querystring: { cursor: cursor(), limit: 10 } }, { signal }),
    placeholderData: (previous) => previous
  })

export function useWebhookChanges() {
  const cache = useQueryCache()
  const keyOf = useRepeatKey()
  const refresh = async () => {
    for (const { url } of [listWebhooks, getWebhook, listDeliveries]) await cache.invalidateQueries({ key: [url] })
  }
  const then = async <T>(answer: Promise<T>): Promise<T> => {
    const value = await answer
    await refresh()
    return value
  }
  return {
    create: (body: WebhookValues) => then(call(createWebhook, { body }, { idempotencyKey: keyOf(body) })),
    update: (id: string, body: Input<typeof updateWebhook>['body'], etag: string) =>
      then(call(updateWebhook, { params: { id }, body }, { ifMatch: etag })),
    roll: (id: string) => then(call(rollWebhookSecret, { params: { id } })),
    test: (id: string) => then(call(testWebhook, { params: { id } })),
    replay: (id: string, delivery: string) => then(call(replayDelivery, { params: { id, delivery } }))
  }
}

export type WebhookState = 'on' | 'troubled' | 'off'

/** Is a webhook told what happens, and does it arrive? */
export const stateOf = ({ enabled, failingSince }: Pick<Webhook, 'enabled' | 'failingSince'>): WebhookState =>
  !enabled ? 'off' : failingSince ? 'troubled' : 'on'

export const stateKinds = { on: 'ok', troubled: 'warn', off: 'plain' } as const
export const deliveryKinds = { waiting: 'work', sending: 'work', delivered: 'ok', failed: 'danger' } as const

/** What events are called. */
export function useEventWords() {
  const { t, locale } = useTexts()
  return (type: string) =>
    webhookEvents.find(({ code }) => code === type)?.[languageOf(locale.value)] ?? t('webhooks.deliveries.test')
}
