import { and, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import type { Role } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { createSecret, secretHash } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { transaction, type Services } from '../../services.ts'
import { staff } from '../staff/staff.table.ts'
import { sessions } from './sessions.table.ts'
import { IDLE_SECONDS, REFRESH_SECONDS, REUSE_GRACE_SECONDS, type AccessClaims } from './tokens.ts'

export interface SessionGrant {
  id: string
  kind: 'staff' | 'registrant'
  subjectId: string
  refresh: string
}

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)
const hashOf = (keys: Keys, refresh: string) => secretHash(keys, 'refresh', refresh)

/** Begins a session. The refresh token is returned once; only its hash is kept. */
export async function insertSession(
  db: Db,
  keys: Keys,
  now: Date,
  kind: 'staff' | 'registrant',
  subjectId: string
): Promise<SessionGrant> {
  const refresh = createSecret()
  const id = createId()
  await db.insert(sessions).values({
    id,
    kind,
    subjectId,
    refreshHash: hashOf(keys, refresh),
    createdAt: now,
    lastUsedAt: now,
    expiresAt: later(now, REFRESH_SECONDS[kind])
  })
  return { id, kind, subjectId, refresh }
}

/**
 * Exchanges a refresh token for a new one. A token that was exchanged before ends its whole family, except within a
 * few seconds, when a browser repeats a request whose answer was lost.
 */
export async function rotateSession(db: Db, keys: Keys, now: Date, refresh: string): Promise<SessionGrant | null> {
  const hash = hashOf(keys, refresh)
  const [row] = await db
    .select()
    .from(sessions)
    .where(or(eq(sessions.refreshHash, hash), eq(sessions.previousHash, hash)))
    .limit(1)
    .for('update')
  if (!row || row.endedAt || row.expiresAt <= now) return null
  const kind = row.kind as 'staff' | 'registrant'
  if (later(row.lastUsedAt, IDLE_SECONDS[kind]) <= now) return null
  const isReused = !row.refreshHash.equals(hash)
  if (isReused && row.rotatedAt && later(row.rotatedAt, REUSE_GRACE_SECONDS) <= now) {
    await endSession(db, row.id, now)
    return null
  }
  const next = createSecret()
  await db
    .update(sessions)
    .set({
      refreshHash: hashOf(keys, next),
      previousHash: isReused ? row.previousHash : row.refreshHash,
      rotatedAt: now,
      lastUsedAt: now
    })
    .where(eq(sessions.id, row.id))
  return { id: row.id, kind, subjectId: row.subjectId, refresh: next }
}

export const endSession = (db: Db, id: string, now: Date) =>
  db.update(sessions).set({ endedAt: now }).where(eq(sessions.id, id))

/** Ends all sessions of somebody, or all but one. */
export const endSessionsOf = (db: Db, subjectId: string, now: Date, exceptId?: string) =>
  db
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(eq(sessions.subjectId, subjectId), isNull(sessions.endedAt), exceptId ? ne(sessions.id, exceptId) : undefined)
    )

/** Finds the session of a refresh token, to end it. */
export const findSessionByRefresh = async (db: Db, keys: Keys, refresh: string) =>
  (
    await db
      .select({ id: sessions.id })
      .from(sessions)
      .where(eq(sessions.refreshHash, hashOf(keys, refresh)))
      .limit(1)
  )[0]

/** The actor behind an access token, if the session, the account and the role are still good. */
export function findLiveActor(services: Services, claims: AccessClaims): Promise<Actor | null> {
  const now = services.now()
  return transaction(services, system('session'), async (db) => {
    const live = and(
      eq(sessions.id, claims.sid),
      eq(sessions.subjectId, claims.sub),
      isNull(sessions.endedAt),
      gt(sessions.expiresAt, now)
    )
    if (claims.kind === 'registrant') {
      // Erasing a record ends its sessions, so a live session is enough.
      const [row] = await db
        .select({ id: sessions.subjectId })
        .from(sessions)
        .where(and(live, eq(sessions.kind, 'registrant')))
        .limit(1)
      return row ? { kind: 'registrant', id: row.id, sessionId: claims.sid } : null
    }
    const [row] = await db
      .select({ id: staff.id, role: staff.role, postId: staff.postId })
      .from(sessions)
      .innerJoin(
        staff,
        and(
          eq(staff.id, sessions.subjectId),
          isNull(staff.disabledAt),
          sql`${sessions.createdAt} >= ${staff.notBefore}`
        )
      )
      .where(and(live, eq(sessions.kind, 'staff')))
      .limit(1)
    return row ? { kind: 'staff', id: row.id, role: row.role as Role, postId: row.postId, sessionId: claims.sid } : null
  })
}
