import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '@ponte/schema'
import { system } from '../../db/actor.ts'
import { idempotencyOfActor } from '../../db/idempotency.ts'
import { factsOf } from '../../plugins/facts.ts'
import { limitAddress } from '../../platform/sessions/addresses.limits.ts'
import { transaction } from '../../services.ts'
import { codeKey, isBot, REFERRAL_KEY } from './codes.rules.ts'
import * as commands from './links.commands.ts'
import { makeLinkFile } from './links.files.ts'
import { countStep, findLinkByCode } from './links.queries.ts'

/** A family opens a dozen pages; a flood of made-up visits is no campaign. */
const VISITS_PER_HOUR = 600

/** Where a link leads, by the aim of its campaign. */
const pages = {
  home: { pt: '/', en: '/en' },
  opportunities: { pt: '/oportunidades', en: '/en/opportunities' }
} as const

/** Tracked links: what staff do with them, and what a visitor sets off. */
export const linkRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.route({
    ...contract.createLink,
    handler: async (request, reply) => {
      const idempotent = idempotencyOfActor(request, services.keys)
      reply.code(201)
      return commands.createLink(services, request.actor, request.params.id, request.body, factsOf(request), idempotent)
    }
  })

  app.route({
    ...contract.updateLink,
    handler: (request) => commands.changeLink(services, request.actor, request.params, request.body, factsOf(request))
  })

  app.route({
    ...contract.downloadLinkFile,
    handler: async ({ actor, params }, reply) => {
      const file = await makeLinkFile(services, actor, params)
      return reply
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .type(file.type)
        .send(file.content as unknown as Blob)
    }
  })

  app.route({
    ...contract.recordVisit,
    handler: async (request, reply) => {
      const { code, step } = request.body
      limitAddress(services, 'visit', factsOf(request), 3600, VISITS_PER_HOUR)
      if (!isBot(String(request.headers['user-agent'] ?? '')))
        await transaction(services, system('visit'), async (db) => {
          const link = await findLinkByCode(db, code)
          if (link && !link.closedAt) await countStep(db, link.id, step, services.now())
        })
      return reply.code(202).send({ accepted: true })
    }
  })
}

/** What a QR code holds. It leads on whatever happens: a poster outlives its campaign, and a database that is down. */
export const followRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  app.route({
    ...contract.followLink,
    handler: async (request, reply) => {
      const key = codeKey(request.params.code)
      const kind = isBot(String(request.headers['user-agent'] ?? '')) ? 'bots' : 'hits'
      const language = request.query.l === 'en' ? 'en' : 'pt'
      let page: string = pages.home[language]
      try {
        limitAddress(services, 'visit', factsOf(request), 3600, VISITS_PER_HOUR)
        if (key !== REFERRAL_KEY)
          await transaction(services, system('visit'), async (db) => {
            const link = await findLinkByCode(db, key)
            if (link?.aim === 'interest') page = pages.opportunities[language]
            if (link && !link.closedAt) await countStep(db, link.id, kind, services.now())
          })
      } catch (error) {
        request.log.warn({ type: (error as Error).name }, 'visit not counted')
      }
      return reply.header('cache-control', 'no-store').redirect(`${page}?c=${key}`, 302)
    }
  })
}
