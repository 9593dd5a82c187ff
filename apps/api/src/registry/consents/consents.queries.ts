import { and, asc, desc, eq } from 'drizzle-orm'
import type { InterfaceLanguage, Purpose } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { insertRow } from '../../db/turns.ts'
import type { Services } from '../../services.ts'
import { consents } from './consents.table.ts'
import { noticeHash, noticeVersion } from './notices.rules.ts'

export interface ConsentValues {
  registrantId: string
  purpose: Purpose
  given: boolean
  language: InterfaceLanguage
  channel: 'web' | 'counter' | 'helper'
}

/** Adds a yes or a no; nothing is ever overwritten. */
export const insertConsent = (
  db: Db,
  { config, now }: Pick<Services, 'config' | 'now'>,
  actor: Actor,
  { purpose, language, ...values }: ConsentValues
) =>
  insertRow(db, consents, {
    id: createId(now().getTime()),
    ...values,
    purpose,
    language,
    noticeVersion: noticeVersion(config),
    noticeHash: noticeHash(config, purpose, language),
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    at: now()
  })

/** Every yes and no of a person, oldest first. */
export async function listConsents(db: Db, registrantId: string) {
  const rows = await db
    .select()
    .from(consents)
    .where(eq(consents.registrantId, registrantId))
    .orderBy(asc(consents.at), asc(consents.id))
  return rows.map((row) => ({
    purpose: row.purpose as Purpose,
    given: row.given,
    noticeVersion: row.noticeVersion,
    language: row.language as InterfaceLanguage,
    channel: row.channel as ConsentValues['channel'],
    at: row.at.toISOString()
  }))
}

/** Does the person's latest word on a purpose say yes? */
export async function hasConsent(db: Db, registrantId: string, purpose: Purpose): Promise<boolean> {
  const [latest] = await db
    .select({ given: consents.given })
    .from(consents)
    .where(and(eq(consents.registrantId, registrantId), eq(consents.purpose, purpose)))
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(1)
  return latest?.given ?? false
}

/** What holds now: the latest word on each purpose. */
export function currentConsents(history: Awaited<ReturnType<typeof listConsents>>) {
  const latest = new Map(history.map((entry) => [entry.purpose, entry]))
  return [...latest.values()].map(({ purpose, given, at }) => ({ purpose, given, at }))
}
