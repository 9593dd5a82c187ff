import { addDelivery, addWebhook } from '../webhooks.ts'
import type { Samples } from './samples.ts'

const made: Samples[string] = async (_subjects, product) => ({ params: { id: (await addWebhook(product)).webhook.id } })

/** There may be a hundred only, and every sample makes its own. */
const clearing =
  (sample: Samples[string]): Samples[string] =>
  async (subjects, product) => {
    await product.sql('delete from webhook_deliveries')
    await product.sql('delete from webhooks')
    return sample(subjects, product)
  }

export const webhookSamples: Samples = Object.fromEntries(
  Object.entries({
    listWebhooks: () => ({}),
    getWebhook: made,
    createWebhook: () => ({
      body: { url: 'https://hooks.example.org/ponte', description: 'Ministério', types: ['registrant.confirmed'] }
    }),
    updateWebhook: async (_subjects, product) => ({
      params: { id: (await addWebhook(product)).webhook.id },
      body: { description: 'Outro nome', types: ['decision.made'], enabled: false },
      headers: { 'if-match': '"1"' }
    }),
    rollWebhookSecret: made,
    testWebhook: made,
    listDeliveries: made,
    replayDelivery: async (_subjects, product) => {
      const { webhook } = await addWebhook(product)
      return { params: { id: webhook.id, delivery: await addDelivery(product, webhook.id) } }
    }
  } satisfies Samples).map(([name, sample]) => [name, clearing(sample)])
)
