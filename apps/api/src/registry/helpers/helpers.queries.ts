import crypto from 'node:crypto'
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Helper } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { secretHash } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { helpers } from './helpers.table.ts'

/** Crockford's alphabet without letters that are mistaken for digits or spell words by accident. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8

const plain = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, '')
const hashOf = (keys: Keys, code: string) => secretHash(keys, 'helper', plain(code))

const toHelper = (row: typeof helpers.$inferSelect): Helper => ({
  id: row.id,
  name: row.name,
  quota: row.quota,
  used: row.used,
  expiresAt: row.expiresAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString()
})

export const listHelpers = async (db: Db, postId: string): Promise<Helper[]> =>
  (await db.select().from(helpers).where(eq(helpers.postId, postId)).orderBy(desc(helpers.createdAt)).limit(1000)).map(
    toHelper
  )

export interface HelperValues {
  postId: string
  name: string
  quota: number
  expiresAt: Date
  createdBy: string
}

/** Adds a helper with a fresh code, which is returned once and never stored. */
export async function insertHelper(
  db: Db,
  keys: Keys,
  values: HelperValues
): Promise<{ helper: Helper; code: string }> {
  const code = Array.from({ length: LENGTH }, () => ALPHABET[crypto.randomInt(ALPHABET.length)]).join('')
  const [row] = await db
    .insert(helpers)
    .values({ id: createId(), ...values, codeHash: hashOf(keys, code) })
    .returning()
  return { helper: toHelper(row!), code: `${code.slice(0, 4)}-${code.slice(4)}` }
}

export async function revokeHelper(db: Db, postId: string, id: string, now: Date): Promise<Helper | null> {
  const [row] = await db
    .update(helpers)
    .set({ revokedAt: sql`coalesce(${helpers.revokedAt}, ${now.toISOString()})` })
    .where(and(eq(helpers.id, id), eq(helpers.postId, postId)))
    .returning()
  return row ? toHelper(row) : null
}

const usable = (keys: Keys, code: string, now: Date) =>
  and(
    eq(helpers.codeHash, hashOf(keys, code)),
    isNull(helpers.revokedAt),
    gt(helpers.expiresAt, now),
    lt(helpers.used, helpers.quota)
  )

export async function isUsable(db: Db, keys: Keys, code: string, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: helpers.id })
    .from(helpers)
    .where(usable(keys, code, now))
  return rows.length > 0
}

/** Counts one registration against the quota; null if the code is not good for another. */
export async function useHelperCode(db: Db, keys: Keys, code: string, now: Date): Promise<{ id: string } | null> {
  const [row] = await db
    .update(helpers)
    .set({ used: sql`${helpers.used} + 1` })
    .where(usable(keys, code, now))
    .returning({ id: helpers.id })
  return row ?? null
}
