import { eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Keys } from '../keys.ts'
import { problems } from '../problems.ts'
import { idempotencyKeys } from './records.table.ts'
import { classKey, hmac, seal, secretHash, unseal } from './sealing.ts'
import { say, toTemplate, type Db } from './transaction.ts'
import { inTurn, recordset, rowsAsJson } from './turns.ts'

export interface IdempotentRequest {
  keyHash: Buffer
  requestHash: Buffer
}

/** A request as JSON in a form in which equal requests are equal, whatever the order of their fields. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const fields = value as Record<string, unknown>
  const written = Object.keys(fields)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(fields[key])}`)
  return `{${written.join()}}`
}

/** Reads Idempotency-Key, quoted or bare. The key belongs to the caller and the route. Null when none was sent. */
export function idempotencyOf(request: FastifyRequest, keys: Keys, caller: string): IdempotentRequest | null {
  const header = request.headers['idempotency-key']
  if (header === undefined) return null
  const key = /^"?([\x21\x23-\x7e]{8,200})"?$/.exec(String(header))?.[1]
  if (!key) throw problems.malformed('Idempotency-Key takes 8 to 200 visible characters.')
  return {
    keyHash: secretHash(keys, 'idempotency', [request.routeOptions.url, caller, key].join('|')),
    // With its parameters: the same key for another thing is a slip, and is told so. Many acts have no body.
    requestHash: hmac(keys.pepper, canonical([request.params, request.body ?? null]))
  }
}

/** The same for somebody who is signed in. */
export const idempotencyOfActor = (request: FastifyRequest, keys: Keys): IdempotentRequest | null =>
  idempotencyOf(request, keys, 'id' in request.actor ? request.actor.id : 'nobody')

const place = (keyHash: Buffer) => ({
  table: 'idempotency_keys',
  column: 'answer_sealed',
  row: keyHash.toString('hex')
})

const insertKeys = toTemplate<{ key_hash: Buffer }>(sql`
  insert into ${idempotencyKeys} (key_hash, request_hash)
  select key_hash, request_hash from ${recordset(idempotencyKeys, 'rows')}
  on conflict do nothing returning key_hash`)
const updateKeys = toTemplate(sql`
  update ${idempotencyKeys} set status = kept.status, answer_sealed = kept.answer_sealed
  from ${recordset(idempotencyKeys, 'rows')} kept where ${idempotencyKeys.keyHash} = kept.key_hash`)

/** Takes a key for a request; false where it was taken before. */
const take = inTurn(async (db, requests: IdempotentRequest[]) => {
  // In one order, so that two transactions which want the same keys do not wait for each other.
  const rows = requests.toSorted((a, b) => Buffer.compare(a.keyHash, b.keyHash))
  const taken = await say(db, insertKeys({ rows: rowsAsJson(idempotencyKeys, rows) }))
  const mine = new Set(taken.map(({ key_hash }) => key_hash.toString('hex')))
  // Of two equal keys the first has it.
  return requests.map(({ keyHash }) => mine.delete(keyHash.toString('hex')))
})

/** Keeps what a request was answered with. */
const keep = inTurn(async (db, answers: { keyHash: Buffer; answerSealed: Buffer }[]): Promise<void[]> => {
  const rows = answers.map(({ keyHash, answerSealed }) => ({ keyHash, status: 201, answerSealed }))
  await say(db, updateKeys({ rows: rowsAsJson(idempotencyKeys, rows) }))
  return answers.map(() => undefined)
})

/**
 * Does the work once for a key and keeps the answer in the same transaction. A second request with the same key waits
 * for the first at the unique index, and then gets the same answer. The answer is kept 24 hours. Work that knows its answer
 * before all of it is written hands it to `keepAs` and waits for that with the rest: both leave in one message, and it is the answer.
 */
export async function once<T>(
  db: Db,
  keys: Keys,
  request: IdempotentRequest | null,
  work: (keepAs: (answer: T) => Promise<void>) => Promise<T>
): Promise<T> {
  if (!request) return work(() => Promise.resolve())
  const { keyHash, requestHash } = request
  if (!(await take(db, request))) {
    const [kept] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.keyHash, keyHash))
    if (!kept?.answerSealed) throw problems.conflict('The first request with this Idempotency-Key is still running.')
    if (!kept.requestHash.equals(requestHash)) throw problems.keyReused()
    return unseal<T>(classKey(keys, 'idempotency'), place(keyHash), kept.answerSealed)
  }
  let kept: Promise<void> | undefined
  const keepAs = (answer: T) =>
    (kept ??= keep(db, { keyHash, answerSealed: seal(classKey(keys, 'idempotency'), place(keyHash), answer) }))
  const answer = await work(keepAs)
  await keepAs(answer)
  return answer
}
