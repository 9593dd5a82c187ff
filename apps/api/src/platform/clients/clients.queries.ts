import crypto from 'node:crypto'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Client, ClientCall, Scope } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { createSecret, secretHash } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { clientCalls, clients } from './clients.table.ts'

const LISTED_MAX = 500
const CALLS_KEPT = 100
/** What secret scanners look for in leaked repositories. */
const SECRET_PREFIX = 'ponte_secret_'

const hashOf = (keys: Keys, secret: string) => secretHash(keys, 'client', secret)
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

type Row = typeof clients.$inferSelect
const toClient = (row: Row): Client => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes as Scope[],
  requestsPerMinute: row.requestsPerMinute,
  expiresAt: row.expiresAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
  secretAt: row.secretAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  uses: row.uses,
  createdAt: row.createdAt.toISOString()
})

/** The clients, newest first. */
export const listClients = async (db: Db): Promise<Client[]> =>
  (await db.select().from(clients).orderBy(desc(clients.createdAt), desc(clients.id)).limit(LISTED_MAX)).map(toClient)

/** One client. */
export async function findClient(db: Db, id: string): Promise<Client | null> {
  const [row] = await db.select().from(clients).where(eq(clients.id, id))
  return row ? toClient(row) : null
}

/** The last calls of a client, newest first. */
export async function listCalls(db: Db, clientId: string): Promise<ClientCall[]> {
  const rows = await db
    .select({ at: clientCalls.at, method: clientCalls.method, route: clientCalls.route, status: clientCalls.status })
    .from(clientCalls)
    .where(eq(clientCalls.clientId, clientId))
    .orderBy(desc(clientCalls.id))
    .limit(CALLS_KEPT)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export interface ClientValues {
  name: string
  scopes: Scope[]
  requestsPerMinute: number
  expiresAt: Date
  createdBy: string
}

const freshSecret = (keys: Keys, now: Date) => {
  const secret = SECRET_PREFIX + createSecret()
  return { secret, columns: { secretId: crypto.randomUUID(), secretHash: hashOf(keys, secret), secretAt: now } }
}

/** Adds a client with a fresh secret, which is returned once and never stored. */
export async function insertClient(
  db: Db,
  keys: Keys,
  values: ClientValues,
  now: Date
): Promise<{ client: Client; secret: string }> {
  const { secret, columns } = freshSecret(keys, now)
  const [row] = await db
    .insert(clients)
    .values({ id: createId(now.getTime()), ...values, ...columns, createdAt: now })
    .returning()
  return { client: toClient(row!), secret }
}

const isLive = (now: Date) => and(isNull(clients.revokedAt), gt(clients.expiresAt, now))

/** Gives a client that was not revoked a new secret in place of the old one. */
export async function updateSecret(
  db: Db,
  keys: Keys,
  id: string,
  now: Date
): Promise<{ client: Client; secret: string } | null> {
  const { secret, columns } = freshSecret(keys, now)
  const [row] = await db
    .update(clients)
    .set(columns)
    .where(and(eq(clients.id, id), isLive(now)))
    .returning()
  return row ? { client: toClient(row), secret } : null
}

/** Ends a client; one that ended before stays as it was. */
export async function updateRevoked(db: Db, id: string, now: Date): Promise<Client | null> {
  const [row] = await db
    .update(clients)
    .set({ revokedAt: sql`coalesce(${clients.revokedAt}, ${now.toISOString()}::timestamptz)` })
    .where(eq(clients.id, id))
    .returning()
  return row ? toClient(row) : null
}

export type ClientActor = Actor & { kind: 'client' }

const toActor = (row: Pick<Row, 'id' | 'scopes' | 'requestsPerMinute'>): ClientActor => ({
  kind: 'client',
  id: row.id,
  scopes: row.scopes as Scope[],
  requestsPerMinute: row.requestsPerMinute
})

/** The client behind a secret, if it is good now. */
export async function findClientBySecret(
  db: Db,
  keys: Keys,
  { id, secret }: { id: string; secret: string },
  now: Date
): Promise<{ actor: ClientActor; secretId: string } | null> {
  if (!isId(id)) return null
  const [row] = await db
    .select()
    .from(clients)
    .where(and(eq(clients.id, id), isLive(now)))
  // Also without a client, so that the time does not tell which ids there are.
  const isRight = crypto.timingSafeEqual(hashOf(keys, secret), row?.secretHash ?? Buffer.alloc(32))
  return row && isRight ? { actor: toActor(row), secretId: row.secretId } : null
}

/** The client behind a token, if it and the secret that the token was made with are still good. */
export async function findLiveClient(db: Db, id: string, secretId: string, now: Date): Promise<ClientActor | null> {
  const [row] = await db
    .select()
    .from(clients)
    .where(and(eq(clients.id, id), eq(clients.secretId, secretId), isLive(now)))
  return row ? toActor(row) : null
}

/** Counts a call and keeps it among the last hundred. */
export async function insertCall(db: Db, clientId: string, call: Omit<ClientCall, 'at'>, now: Date): Promise<void> {
  await db
    .update(clients)
    .set({ uses: sql`${clients.uses} + 1`, lastUsedAt: now })
    .where(eq(clients.id, clientId))
  await db.insert(clientCalls).values({ id: createId(), clientId, at: now, ...call })
  await db.execute(sql`
    delete from client_calls where client_id = ${clientId} and id <= (
      select id from client_calls where client_id = ${clientId} order by id desc offset ${CALLS_KEPT} limit 1)`)
}
