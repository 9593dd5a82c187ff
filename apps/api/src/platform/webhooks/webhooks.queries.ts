import { and, desc, eq, sql } from 'drizzle-orm'
import type { Webhook, WebhookEventType } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { BOTH_SECRETS_HOURS, createSigningSecret } from './webhooks.rules.ts'
import { webhooks } from './webhooks.table.ts'

export const WEBHOOKS_MAX = 100

type Column = 'url_sealed' | 'secret_sealed' | 'previous_secret_sealed'
const place = (column: Column, row: string) => ({ table: 'webhooks', column, row })
const sealIn = (keys: Keys, column: Column, id: string, text: string) =>
  seal(classKey(keys, 'webhooks'), place(column, id), text)
/** Opens a sealed column of a webhook. */
export const openIn = (keys: Keys, column: Column, id: string, sealed: Buffer): string =>
  unseal<string>(classKey(keys, 'webhooks'), place(column, id), sealed)

type Row = typeof webhooks.$inferSelect
const toWebhook = (keys: Keys, row: Row): Webhook => ({
  id: row.id,
  url: openIn(keys, 'url_sealed', row.id, row.urlSealed),
  description: row.description,
  types: row.types as WebhookEventType[],
  enabled: row.enabled,
  disabledReason: row.disabledReason as Webhook['disabledReason'],
  disabledAt: row.disabledAt?.toISOString() ?? null,
  failingSince: row.failingSince?.toISOString() ?? null,
  previousSecretUntil:
    row.previousSecretUntil && row.previousSecretUntil > new Date() ? row.previousSecretUntil.toISOString() : null,
  createdAt: row.createdAt.toISOString(),
  version: row.version
})

/** The webhooks, newest first. There are never more than fit on a page. */
export async function listWebhooks(db: Db, keys: Keys): Promise<Webhook[]> {
  const rows = await db.select().from(webhooks).orderBy(desc(webhooks.createdAt), desc(webhooks.id)).limit(WEBHOOKS_MAX)
  return rows.map((row) => toWebhook(keys, row))
}

/** One webhook. */
export async function findWebhook(db: Db, keys: Keys, id: string): Promise<Webhook | null> {
  const [row] = await db.select().from(webhooks).where(eq(webhooks.id, id))
  return row ? toWebhook(keys, row) : null
}

export interface WebhookValues {
  url: string
  description: string
  types: WebhookEventType[]
}

/** Adds a webhook with a fresh secret, which is returned once. Null when there are as many as there may be. */
export async function insertWebhook(
  db: Db,
  keys: Keys,
  { url, ...values }: WebhookValues & { createdBy: string }
): Promise<{ webhook: Webhook; secret: string } | null> {
  const id = createId()
  const secret = createSigningSecret()
  if ((await db.$count(webhooks)) >= WEBHOOKS_MAX) return null
  const [row] = await db
    .insert(webhooks)
    .values({
      id,
      ...values,
      urlSealed: sealIn(keys, 'url_sealed', id, url),
      secretSealed: sealIn(keys, 'secret_sealed', id, secret)
    })
    .returning()
  return { webhook: toWebhook(keys, row!), secret }
}

/** Changes a webhook that is still at a version. Switching it on again forgets that it failed. */
export async function updateWebhook(
  db: Db,
  keys: Keys,
  id: string,
  version: number,
  { url, enabled, ...values }: Partial<WebhookValues> & { enabled?: boolean }
): Promise<Webhook | null> {
  const switched =
    enabled === undefined
      ? {}
      : enabled
        ? { enabled, disabledReason: null, disabledAt: null, failingSince: null }
        : {
            enabled,
            disabledReason: sql`coalesce(disabled_reason, 'by-hand')`,
            disabledAt: sql`coalesce(disabled_at, now())`
          }
  const [row] = await db
    .update(webhooks)
    .set({
      ...values,
      ...(url === undefined ? {} : { urlSealed: sealIn(keys, 'url_sealed', id, url) }),
      ...switched,
      version: sql`${webhooks.version} + 1`
    })
    .where(and(eq(webhooks.id, id), eq(webhooks.version, version)))
    .returning()
  return row ? toWebhook(keys, row) : null
}

/** Gives a webhook a new secret; the one before goes on signing for a day. */
export async function updateSecret(
  db: Db,
  keys: Keys,
  id: string
): Promise<{ webhook: Webhook; secret: string } | null> {
  const [before] = await db.select().from(webhooks).where(eq(webhooks.id, id)).for('update')
  if (!before) return null
  const secret = createSigningSecret()
  const old = openIn(keys, 'secret_sealed', id, before.secretSealed)
  const [row] = await db
    .update(webhooks)
    .set({
      secretSealed: sealIn(keys, 'secret_sealed', id, secret),
      previousSecretSealed: sealIn(keys, 'previous_secret_sealed', id, old),
      previousSecretUntil: sql`now() + ${`${BOTH_SECRETS_HOURS} hours`}::interval`,
      version: sql`${webhooks.version} + 1`
    })
    .where(eq(webhooks.id, id))
    .returning()
  return { webhook: toWebhook(keys, row!), secret }
}
