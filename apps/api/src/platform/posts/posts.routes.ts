import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { createPost, getPost, listPosts, listPublicPosts, updatePost } from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { etagOf, versionFrom } from '../../plugins/versions.ts'
import { problems } from '../../problems.ts'
import { transaction } from '../../services.ts'
import { factsOf } from '../../plugins/facts.ts'
import * as commands from './posts.commands.ts'
import * as queries from './posts.queries.ts'
import { publicPosts } from './posts.view.ts'

export const postRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...listPosts,
    handler: async ({ actor }) => ({ items: await transaction(services, actor, queries.listPosts) })
  })

  app.route({
    ...listPublicPosts,
    handler: async ({ query }, reply) => {
      const posts = await transaction(services, system('public-posts'), queries.listPosts)
      reply.header('cache-control', 'public, max-age=300')
      return { items: publicPosts(posts, query.language ?? 'pt') }
    }
  })

  app.route({
    ...getPost,
    handler: async ({ actor, params }, reply) => {
      const post = await transaction(services, actor, (db) => queries.findPost(db, params.id))
      if (!post) throw problems.notFound()
      reply.header('etag', etagOf(post.version))
      return post
    }
  })

  app.route({
    ...createPost,
    handler: async (request, reply) => {
      const post = await commands.createPost(
        services,
        request.actor,
        request.body,
        factsOf(request),
        idempotencyOfActor(request, services.keys)
      )
      reply.code(201).header('etag', etagOf(post.version))
      return post
    }
  })

  app.route({
    ...updatePost,
    handler: async (request, reply) => {
      const post = await commands.updatePost(
        services,
        request.actor,
        request.params.id,
        versionFrom(request),
        request.body,
        factsOf(request)
      )
      reply.header('etag', etagOf(post.version))
      return post
    }
  })
}
