import crypto from 'node:crypto'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { createId } from '../../db/id.ts'
import { secretHash } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { oneTimeCodes } from '../../platform/sessions/sessions.table.ts'

export const CODE_LIFE_MINUTES = 15
const TRIES_MAX = 5

export type CodePurpose = 'registration' | 'sign-in' | 'contact-change'

const hashOf = (keys: Keys, purpose: CodePurpose, challengeId: string, code: string) =>
  secretHash(keys, `code ${purpose} ${challengeId}`, code)

/** A fresh six-digit code. Earlier ones of the same challenge stay good until they are over: mail may come late. */
export async function insertCode(
  db: Db,
  keys: Keys,
  purpose: CodePurpose,
  challengeId: string,
  contactIndex: Buffer,
  now: Date
): Promise<string> {
  const code = String(crypto.randomInt(1_000_000)).padStart(6, '0')
  await db.insert(oneTimeCodes).values({
    id: createId(now.getTime()),
    purpose,
    challengeId,
    contactIndex,
    codeHash: hashOf(keys, purpose, challengeId, code),
    expiresAt: new Date(now.getTime() + CODE_LIFE_MINUTES * 60_000),
    createdAt: now
  })
  return code
}

/** How many codes went to a contact in the last 24 hours. */
export async function countCodes(db: Db, contactIndex: Buffer, now: Date): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(oneTimeCodes)
    .where(
      and(eq(oneTimeCodes.contactIndex, contactIndex), gt(oneTimeCodes.createdAt, new Date(now.getTime() - 86_400_000)))
    )
  return row!.n
}

export type CodeCheck =
  { outcome: 'good'; contactIndex: Buffer; codeId: string } | { outcome: 'wrong' } | { outcome: 'spent' }

/**
 * Checks a code against those of a challenge that still live. Every check costs each of them a try, so resending does
 * not buy more guesses. The caller commits even when the code is wrong.
 */
export async function checkCode(
  db: Db,
  keys: Keys,
  purpose: CodePurpose,
  challengeId: string,
  code: string,
  now: Date
): Promise<CodeCheck> {
  const live = await db
    .select({
      id: oneTimeCodes.id,
      codeHash: oneTimeCodes.codeHash,
      tries: oneTimeCodes.tries,
      contactIndex: oneTimeCodes.contactIndex
    })
    .from(oneTimeCodes)
    .where(
      and(
        eq(oneTimeCodes.purpose, purpose),
        eq(oneTimeCodes.challengeId, challengeId),
        isNull(oneTimeCodes.usedAt),
        gt(oneTimeCodes.expiresAt, now)
      )
    )
    .orderBy(desc(oneTimeCodes.createdAt))
    .limit(5)
    .for('update')
  const open = live.filter(({ tries }) => tries < TRIES_MAX)
  if (live.length > 0 && open.length === 0) return { outcome: 'spent' }
  for (const { id } of open)
    await db
      .update(oneTimeCodes)
      .set({ tries: sql`${oneTimeCodes.tries} + 1` })
      .where(eq(oneTimeCodes.id, id))
  const expected = hashOf(keys, purpose, challengeId, code)
  const match = open.find(({ codeHash }) => crypto.timingSafeEqual(codeHash, expected))
  return match ? { outcome: 'good', contactIndex: match.contactIndex, codeId: match.id } : { outcome: 'wrong' }
}

export const markCodeUsed = (db: Db, codeId: string, now: Date) =>
  db.update(oneTimeCodes).set({ usedAt: now }).where(eq(oneTimeCodes.id, codeId))
