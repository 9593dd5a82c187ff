import type { Post } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import * as queries from './posts.queries.ts'

/** Adds a post. The registry's job moves registrants to it when it reads the event. */
export function createPost(
  services: Services,
  actor: Actor,
  values: queries.PostValues,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null = null
): Promise<Post> {
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const id = await queries.insertPost(db, values)
      await writeEvent(db, 'post.changed', id)
      await writeAudit(db, actor, { action: 'post.created', subjectId: id, requestId: facts.requestId })
      return (await queries.findPost(db, id))!
    })
  )
}

/** Changes a post. The one for the rest of the world cannot be switched off. */
export function updatePost(
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: Partial<queries.PostValues> & { active?: boolean },
  facts: RequestFacts
): Promise<Post> {
  return transaction(services, actor, async (db) => {
    const before = await queries.findPost(db, id)
    if (!before) throw problems.notFound()
    if (before.restOfWorld && changes.active === false)
      throw problems.conflict('This post answers for the rest of the world and cannot be switched off.')
    if (!(await queries.updatePost(db, id, version, changes))) throw problems.versionChanged()
    await writeEvent(db, 'post.changed', id)
    await writeAudit(db, actor, {
      action: 'post.changed',
      subjectId: id,
      fields: Object.keys(changes),
      requestId: facts.requestId
    })
    return (await queries.findPost(db, id))!
  })
}
