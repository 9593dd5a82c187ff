import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Webhook, WebhookEventType } from '@ponte/schema'
import { system } from '../src/db/actor.ts'
import { insertTest } from '../src/platform/webhooks/deliveries.queries.ts'
import { insertWebhook } from '../src/platform/webhooks/webhooks.queries.ts'
import { transaction } from '../src/services.ts'
import type { TestProduct } from './harness.ts'

/** A webhook, as an administrator made it. */
export const addWebhook = (
  { services }: TestProduct,
  { url = 'https://hooks.example.org/ponte', types = ['decision.made'] as WebhookEventType[] } = {}
): Promise<{ webhook: Webhook; secret: string }> =>
  transaction(
    services,
    system('test'),
    async (db) =>
      (await insertWebhook(db, services.keys, {
        url,
        description: 'Ministério da Juventude',
        types,
        createdBy: '00000000-0000-4000-8000-000000000000'
      }))!
  )

/** A message that waits for a webhook. */
export const addDelivery = ({ services }: TestProduct, webhookId: string): Promise<string> =>
  transaction(services, system('test'), async (db) => (await insertTest(db, webhookId)).id)

export interface Received {
  headers: http.IncomingHttpHeaders
  body: string
}

/** Another system that is told what happens; it answers as the test says. */
export async function startReceiver() {
  const received: Received[] = []
  const receiver = {
    url: '',
    received,
    /** How the next requests are answered. */
    answer: (response: http.ServerResponse): void => void response.writeHead(204).end(),
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      })
  }
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      receiver.answer(response)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ponte`
  return receiver
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>
