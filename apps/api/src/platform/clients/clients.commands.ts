import type { Client, createClient as createEndpoint, Input, Output } from '@ponte/schema'
import { nobody, system, type Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { limitAddress } from '../sessions/addresses.limits.ts'
import type { Credentials } from './clients.rules.ts'
import * as queries from './clients.queries.ts'

type Staff = Actor & { kind: 'staff' }
type WithSecret = Output<typeof createEndpoint>

const DAY_MS = 86_400_000
/** A token lives ten minutes; who asks this often has lost the thread, or tries secrets. */
const TOKENS_PER_15_MINUTES = 300

/** Lets a machine in. Its secret stands in the answer, and nowhere else. */
export function createClient(
  services: Services,
  actor: Staff,
  { days, name, ...values }: Input<typeof createEndpoint>['body'],
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<WithSecret> {
  const now = services.now()
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const all = { ...values, name: name.trim(), expiresAt, createdBy: actor.id }
      const made = await queries.insertClient(db, services.keys, all, now)
      await writeEvent(db, 'client.changed', made.client.id)
      await writeAudit(db, actor, {
        action: 'client.created',
        subjectId: made.client.id,
        fields: values.scopes,
        requestId
      })
      return made
    })
  )
}

/** Gives a client a new secret. The old one, and what was made with it, stops. */
export function rollSecret(
  services: Services,
  actor: Staff,
  id: string,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<WithSecret> {
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const made = await queries.updateSecret(db, services.keys, id, services.now())
      if (!made && (await queries.findClient(db, id)))
        throw problems.conflict('This client was revoked or has expired. Make a new one.')
      if (!made) throw problems.notFound()
      await writeEvent(db, 'client.changed', id)
      await writeAudit(db, actor, { action: 'client.secretRolled', subjectId: id, requestId })
      return made
    })
  )
}

/** Ends a client. */
export function revokeClient(services: Services, actor: Staff, id: string, requestId: string): Promise<Client> {
  return transaction(services, actor, async (db) => {
    const client = await queries.updateRevoked(db, id, services.now())
    if (!client) throw problems.notFound()
    await writeEvent(db, 'client.changed', id)
    await writeAudit(db, actor, { action: 'client.revoked', subjectId: id, requestId })
    return client
  })
}

/** The client that these credentials prove, or null; either way it stands in the audit. */
export async function proveClient(services: Services, credentials: Credentials, facts: RequestFacts) {
  limitAddress(services, 'client-token', facts, 900, TOKENS_PER_15_MINUTES)
  return transaction(services, system('client-token'), async (db) => {
    const found = await queries.findClientBySecret(db, services.keys, credentials, services.now())
    await writeAudit(db, found?.actor ?? nobody, {
      action: found ? 'client.tokenMade' : 'client.refused',
      subjectId: found?.actor.id ?? null,
      requestId: facts.requestId
    })
    return found
  })
}
