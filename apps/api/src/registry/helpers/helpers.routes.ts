import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { checkHelperCode, createHelper, listHelpers, revokeHelper } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { idempotencyOfActor, once } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { factsOf } from '../../plugins/facts.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { limitHelperTries } from './helpers.limits.ts'
import * as queries from './helpers.queries.ts'

/** The post of an officer; nobody else gets here. */
const postOf = (actor: Actor): { id: string; postId: string } => {
  if (actor.kind !== 'staff' || !actor.postId) throw problems.forbidden()
  return { id: actor.id, postId: actor.postId }
}

export const helperRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...listHelpers,
    handler: async ({ actor }) => ({
      items: await transaction(services, actor, (db) => queries.listHelpers(db, postOf(actor).postId))
    })
  })

  app.route({
    ...createHelper,
    handler: async (request, reply) => {
      const { actor, body, id: requestId } = request
      const idempotent = idempotencyOfActor(request, services.keys)
      const { id, postId } = postOf(actor)
      const expiresAt = new Date(services.now().getTime() + body.days * 86_400_000)
      reply.code(201)
      return transaction(services, actor, (db) =>
        once(db, services.keys, idempotent, async () => {
          const created = await queries.insertHelper(db, services.keys, {
            postId,
            name: body.name.trim(),
            quota: body.quota,
            expiresAt,
            createdBy: id
          })
          await writeEvent(db, 'helper.changed', created.helper.id)
          await writeAudit(db, actor, {
            action: 'helper.created',
            subjectId: created.helper.id,
            count: body.quota,
            requestId
          })
          return created
        })
      )
    }
  })

  app.route({
    ...revokeHelper,
    handler: ({ actor, params, id: requestId }) =>
      transaction(services, actor, async (db) => {
        const helper = await queries.revokeHelper(db, postOf(actor).postId, params.id, services.now())
        if (!helper) throw problems.notFound()
        await writeEvent(db, 'helper.changed', helper.id)
        await writeAudit(db, actor, { action: 'helper.revoked', subjectId: helper.id, requestId })
        return helper
      })
  })

  app.route({
    ...checkHelperCode,
    handler: async (request) => {
      limitHelperTries(services, factsOf(request))
      const usable = await transaction(services, system('helper-check'), (db) =>
        queries.isUsable(db, services.keys, request.body.code, services.now())
      )
      return { usable }
    }
  })
}
