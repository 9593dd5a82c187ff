import crypto from 'node:crypto'

/** The pauses that Standard Webhooks 1.0.0 recommends after the first attempt, the second, and so on. */
const PAUSES_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
export const ATTEMPTS_MAX = PAUSES_SECONDS.length + 1
/** A receiver that fails for so long is left alone until somebody looks at it. */
export const FAILING_DAYS_MAX = 5
/** How long the secret before goes on signing, so that receivers can change over. */
export const BOTH_SECRETS_HOURS = 24

/** How long to wait after an attempt that failed; null where it was the last. */
export const pauseAfter = (attempts: number): number | null => PAUSES_SECONDS[Math.max(1, attempts) - 1] ?? null

const PREFIX = 'whsec_'

/** A fresh secret: 256 bits in base64, with the prefix of Standard Webhooks. */
export const createSigningSecret = (): string => PREFIX + crypto.randomBytes(32).toString('base64')

/** One signature: HMAC-SHA256 over id, time and body. */
const signatureOf = (secret: string, signed: string) =>
  `v1,${crypto
    .createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(signed)
    .digest('base64')}`

/** The headers that prove a message, signed with each of the live secrets. */
export function signatureHeaders(secrets: readonly string[], messageId: string, nowSeconds: number, body: string) {
  const signed = `${messageId}.${nowSeconds}.${body}`
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(nowSeconds),
    'webhook-signature': secrets.map((secret) => signatureOf(secret, signed)).join(' ')
  }
}

/** What is sent: what happened, when, and an id. Whoever wants to know more asks the API, which knows who asks. */
export const bodyOf = ({ type, occurredAt, dataId }: { type: string; occurredAt: Date; dataId: string }): string =>
  JSON.stringify({ type, timestamp: occurredAt.toISOString(), data: { id: dataId } })
