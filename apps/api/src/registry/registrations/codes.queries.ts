import crypto from 'node:crypto'
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { createId } from '../../db/id.ts'
import { secretHash } from '../../db/sealing.ts'
import { say, toTemplate, type Db } from '../../db/transaction.ts'
import { inTurn, insertRow } from '../../db/turns.ts'
import type { Keys } from '../../keys.ts'
import { countUse } from '../../platform/sessions/counters.queries.ts'
import { oneTimeCodes } from '../../platform/sessions/sessions.table.ts'
import { problems } from '../../problems.ts'
import type { RequestFacts, Services } from '../../services.ts'

export const CODE_LIFE_MINUTES = 15
const TRIES_MAX = 5

export type CodePurpose = 'registration' | 'sign-in' | 'contact-change'

const hashOf = (keys: Keys, purpose: CodePurpose, challengeId: string, code: string) =>
  secretHash(keys, `code ${purpose} ${challengeId}`, code)

/** A fresh six-digit code. */
export const createCode = (): string => String(crypto.randomInt(1_000_000)).padStart(6, '0')

/** Keeps what a code is known by. Earlier ones of the same challenge stay good until they are over: mail may come late. */
export const insertCode = (
  db: Db,
  keys: Keys,
  code: string,
  { purpose, challengeId, contactIndex }: { purpose: CodePurpose; challengeId: string; contactIndex: Buffer },
  now: Date
) =>
  insertRow(db, oneTimeCodes, {
    id: createId(now.getTime()),
    purpose,
    challengeId,
    contactIndex,
    codeHash: hashOf(keys, purpose, challengeId, code),
    expiresAt: new Date(now.getTime() + CODE_LIFE_MINUTES * 60_000),
    createdAt: now
  })

const countByContact = toTemplate<{ contact_index: Buffer; n: number }>(sql`
  select contact_index, count(*)::int as n from ${oneTimeCodes}
  where contact_index = any(${sql.placeholder('indexes')}::bytea[]) and created_at > ${sql.placeholder('since')}::timestamptz
  group by contact_index`)

/** How many codes were made for a contact since a moment; those who ask for the same one in the same turn count too. */
const countCodes = inTurn(async (db, asked: { contactIndex: Buffer; since: Date }[]) => {
  const indexes = asked.map(({ contactIndex }) => contactIndex)
  // `say` speaks at once: rows that are added in the same turn come after it.
  const rows = await say(db, countByContact({ indexes, since: asked[0]!.since.toISOString() }))
  const made = new Map(rows.map((row) => [row.contact_index.toString('hex'), row.n]))
  return asked.map(({ contactIndex }) => {
    const n = made.get(contactIndex.toString('hex')) ?? 0
    made.set(contactIndex.toString('hex'), n + 1)
    return n
  })
})

export type CodeCheck =
  { outcome: 'good'; contactIndex: Buffer; codeId: string } | { outcome: 'wrong' } | { outcome: 'spent' }

/** Whoever asks for codes to somebody else's contact uses up what is theirs, long before nobody else gets one. */
const NETWORKS_PER_CONTACT = 4

/** Refuses another code to a contact that got enough of them today, by this network or in all. */
export async function limitCodes(db: Db, { config, now }: Services, contactIndex: Buffer, { network }: RequestFacts) {
  const { codesPerContactPerDay: most } = config.limits
  const [used, made] = await Promise.all([
    countUse(db, `codes ${contactIndex.toString('base64url')} ${network}`, 86_400, now()),
    countCodes(db, { contactIndex, since: new Date(now().getTime() - 86_400_000) })
  ])
  if (used > most || made >= most * NETWORKS_PER_CONTACT) throw problems.tooManyCodes()
}

/**
 * Checks a code against those of a challenge that still live. Every check costs each of them a try, so resending does
 * not buy more guesses. The caller commits even when the code is wrong. A code that was used counts again for
 * `repeatableSeconds`, where an answer may have been lost on the way.
 */
export async function checkCode(
  db: Db,
  keys: Keys,
  purpose: CodePurpose,
  challengeId: string,
  code: string,
  now: Date,
  { repeatableSeconds = 0 } = {}
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
        or(isNull(oneTimeCodes.usedAt), gt(oneTimeCodes.usedAt, new Date(now.getTime() - repeatableSeconds * 1000))),
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
  db
    .update(oneTimeCodes)
    .set({ usedAt: sql`coalesce(${oneTimeCodes.usedAt}, ${now.toISOString()})` })
    .where(eq(oneTimeCodes.id, codeId))
