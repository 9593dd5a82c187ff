import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import etag from '@fastify/etag'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { LogController, type FastifyInstance } from 'fastify'
import { nobody } from './db/actor.ts'
import { createId } from './db/id.ts'
import { errors, sendProblem } from './plugins/errors.ts'
import { bareHeaders, headers } from './plugins/headers.ts'
import { trustHops } from './plugins/proxies.ts'
import { identity } from './plugins/identity.ts'
import { invisible } from './plugins/invisible.ts'
import { loggerOptions } from './plugins/logging.ts'
import { openapi } from './plugins/openapi.ts'
import { pressure } from './plugins/pressure.ts'
import { lazySerializers, validation } from './plugins/validation.ts'
import { webPages } from './plugins/webPages.ts'
import { actionRoutes } from './governance/actions/actions.routes.ts'
import { committeeRoutes } from './governance/committee/committee.routes.ts'
import { decisionRoutes } from './governance/decisions/decisions.routes.ts'
import { frameworkRoutes } from './governance/framework/framework.routes.ts'
import { indicatorRoutes } from './governance/indicators/indicators.routes.ts'
import { meetingRoutes } from './governance/meetings/meetings.routes.ts'
import { paperRoutes } from './governance/meetings/papers.routes.ts'
import { minutesRoutes } from './governance/minutes/minutes.routes.ts'
import { seatRoutes } from './governance/seats/seats.routes.ts'
import { lessonRoutes } from './governance/tours/lessons.routes.ts'
import { tourNoteRoutes } from './governance/tours/tourNotes.routes.ts'
import { tourPartRoutes } from './governance/tours/tourParts.routes.ts'
import { tourRoutes } from './governance/tours/tours.routes.ts'
import { strategyRoutes } from './governance/strategy/strategy.routes.ts'
import { docPages } from './pages/docPages.ts'
import { clientRoutes } from './platform/clients/clients.routes.ts'
import { clientCalls } from './platform/clients/clients.calls.ts'
import { metadataRoutes, tokenRoutes } from './platform/clients/oauth.routes.ts'
import { postRoutes } from './platform/posts/posts.routes.ts'
import { sessionRoutes } from './platform/sessions/sessions.routes.ts'
import { staffRoutes } from './platform/staff/staff.routes.ts'
import { rootRoutes, systemRoutes } from './platform/system/system.routes.ts'
import { threadRoutes } from './platform/threads/threads.routes.ts'
import { webhookRoutes } from './platform/webhooks/webhooks.routes.ts'
import { applicationRoutes } from './programmes/applications/applications.routes.ts'
import { applicationSection } from './programmes/applications/applications.section.ts'
import { myOpportunityRoutes } from './programmes/applications/myOpportunities.routes.ts'
import { matchRoutes } from './programmes/matches/matches.routes.ts'
import { opportunityRoutes } from './programmes/opportunities/opportunities.routes.ts'
import { toProblem } from './problems.ts'
import { campaignRoutes } from './outreach/campaigns/campaigns.routes.ts'
import { followRoutes, linkRoutes } from './outreach/links/links.routes.ts'
import { threadSources } from './threads.ts'
import { alertRoutes } from './outreach/alerts/alerts.routes.ts'
import { alertSection } from './outreach/alerts/alerts.section.ts'
import { mailingSection } from './outreach/mailings/mailings.section.ts'
import { questionSection } from './outreach/questions/questions.section.ts'
import { mailingRoutes } from './outreach/mailings/mailings.routes.ts'
import { announcementRoutes } from './outreach/announcements/announcements.routes.ts'
import { commitmentRoutes } from './outreach/commitments/commitments.routes.ts'
import { answerRoutes } from './outreach/answers/answers.routes.ts'
import { myQuestionRoutes } from './outreach/questions/myQuestions.routes.ts'
import { questionRoutes } from './outreach/questions/questions.routes.ts'
import { resultRoutes } from './outreach/results/results.routes.ts'
import { assistanceRoutes } from './registry/assistance/assistance.routes.ts'
import { chargeReportRoutes } from './registry/chargeReports/chargeReports.routes.ts'
import { helperRoutes } from './registry/helpers/helpers.routes.ts'
import { recordRoutes } from './registry/record/record.routes.ts'
import { registrantRoutes } from './registry/registrants/registrants.routes.ts'
import { registrationRoutes } from './registry/registrations/registrations.routes.ts'
import type { Services } from './services.ts'
import { dashboardRoutes } from './statistics/dashboard/dashboard.routes.ts'
import { referenceRoutes } from './statistics/references/references.routes.ts'

declare module 'fastify' {
  interface FastifyInstance {
    services: Services
    isStopping(): boolean
    addMetrics(observe: (method: string, route: string, status: string, seconds: number) => void): void
  }
}

const BODY_BYTES_MAX = 64 * 1024

export interface AppOptions {
  logger?: boolean
  backpressure?: boolean
  /** Serve the built web app too; tests of the API do without. */
  web?: boolean
}

/** The product's API with everything but a socket. The server and every test build the same one. */
export async function buildApp(
  services: Services,
  { logger = false, backpressure = true, web = true }: AppOptions = {}
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: logger ? loggerOptions(services.config) : false,
    genReqId: () => createId(),
    trustProxy: services.config.trustedProxyHops ? trustHops(services.config.trustedProxyHops) : false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: 10_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    // What is checked on the way in needs no second check on the way out.
    serializerOpts: { ajv: { formats: { 'iso-3166-1': true } } },
    schemaController: { compilersFactory: { buildSerializer: lazySerializers } },
    // Node looks for slow clients only every 30 s by default.
    http: { connectionsCheckingInterval: 2000, headersTimeout: 8000 },
    // Fastify's own request log holds queries, and so names; ours is the onResponse hook below.
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (error, request, reply) =>
      void sendProblem(toProblem(error), request, reply.headers(bareHeaders(services.config)))
  }).withTypeProvider<TypeBoxTypeProvider>()

  let stopping = false
  const observers: ((method: string, route: string, status: string, seconds: number) => void)[] = []
  app.decorate('services', services)
  app.decorate('isStopping', () => stopping)
  app.decorate('addMetrics', (observe: (typeof observers)[number]) => void observers.push(observe))
  app.addHook('preClose', async () => void (stopping = true))
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    for (const observe of observers) observe(request.method, route, String(reply.statusCode), reply.elapsedTime / 1000)
    if (logger) {
      const actor = request.actor ?? nobody
      request.log.info(
        {
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          actor: 'id' in actor ? actor.id : undefined
        },
        'answered'
      )
    }
  })
  app.addHook('onRoute', ({ config, url, method }) => {
    if (config?.permission === undefined)
      throw new Error(`${String(method)} ${url} has no permission. Every route needs one.`)
  })

  await app.register(errors)
  await app.register(validation)
  await app.register(invisible)
  await app.register(headers)
  // Tests share two cores with each other, which looks like pressure.
  if (backpressure) await app.register(pressure)
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await app.register(etag, { weak: true })
  await app.register(cookie)
  await app.register(identity)
  await app.register(clientCalls)
  await app.register(openapi)
  await app.register(
    async (api) => {
      await api.register(systemRoutes)
      await api.register(sessionRoutes)
      await api.register(staffRoutes)
      await api.register(tokenRoutes)
      await api.register(clientRoutes)
      await api.register(webhookRoutes)
      await api.register(postRoutes)
      await api.register(threadRoutes, { sources: threadSources })
      await api.register(registrationRoutes)
      // What later wings keep about a person goes into the person's copy.
      await api.register(recordRoutes, {
        sections: [applicationSection, questionSection, mailingSection, alertSection]
      })
      await api.register(assistanceRoutes)
      await api.register(registrantRoutes)
      await api.register(helperRoutes)
      await api.register(chargeReportRoutes)
      await api.register(dashboardRoutes)
      await api.register(referenceRoutes)
      await api.register(campaignRoutes)
      await api.register(linkRoutes)
      await api.register(resultRoutes)
      await api.register(mailingRoutes)
      await api.register(seatRoutes)
      await api.register(meetingRoutes)
      await api.register(paperRoutes)
      await api.register(minutesRoutes)
      await api.register(decisionRoutes)
      await api.register(actionRoutes)
      await api.register(committeeRoutes)
      await api.register(opportunityRoutes)
      await api.register(matchRoutes)
      await api.register(applicationRoutes)
      await api.register(myOpportunityRoutes)
      await api.register(tourRoutes)
      await api.register(tourPartRoutes)
      await api.register(tourNoteRoutes)
      await api.register(lessonRoutes)
      await api.register(strategyRoutes)
      await api.register(frameworkRoutes)
      await api.register(indicatorRoutes)
      await api.register(myQuestionRoutes)
      await api.register(questionRoutes)
      await api.register(answerRoutes)
      await api.register(announcementRoutes)
      await api.register(commitmentRoutes)
      await api.register(alertRoutes)
    },
    { prefix: '/api/v1' }
  )
  await app.register(rootRoutes)
  await app.register(followRoutes)
  await app.register(metadataRoutes)
  await app.register(docPages)
  if (web) await app.register(webPages)
  return app
}
