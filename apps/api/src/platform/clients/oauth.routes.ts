import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { createToken, getAuthorizationServer, scopeNames } from '@ponte/schema'
import { factsOf } from '../../plugins/facts.ts'
import { ACCESS_SECONDS, signAccessToken } from '../sessions/tokens.ts'
import * as commands from './clients.commands.ts'
import { limitClient } from './clients.limits.ts'
import { credentialsOf, grantedScopes } from './clients.rules.ts'
import { sendTokenError, tokenProblems } from './oauth.problems.ts'

/** A form as an object; a field that comes twice is refused (RFC 6749 §3.2). */
function readForm(text: string): Record<string, string> {
  const fields = [...new URLSearchParams(text)]
  if (new Set(fields.map(([name]) => name)).size < fields.length)
    throw tokenProblems.request('A field was sent more than once.')
  return Object.fromEntries(fields)
}

/** Where a machine exchanges its secret for a token. */
export const tokenRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, readForm(String(body)))
    } catch (error) {
      done(error as Error)
    }
  })

  app.route({
    ...createToken,
    config: { ...createToken.config, readsAuthorization: true },
    errorHandler: sendTokenError,
    handler: async (request, reply) => {
      const { body, headers } = request
      if (body.grant_type !== 'client_credentials') throw tokenProblems.grant()
      const credentials = credentialsOf(headers.authorization, body)
      const proved = credentials && (await commands.proveClient(services, credentials, factsOf(request)))
      if (!proved) throw tokenProblems.client()
      // From here on the request is the client's own: it counts, and stands among its calls.
      request.actor = proved.actor
      const over = limitClient(services, proved.actor)
      if (over) {
        request.isUncounted = !over.isFirst
        throw over.problem
      }
      const granted = grantedScopes(proved.actor.scopes, body.scope)
      if (!granted) throw tokenProblems.scope()
      const scope = granted.join(' ')
      reply.header('pragma', 'no-cache')
      return {
        access_token: signAccessToken(app, {
          id: proved.secretId,
          kind: 'client',
          subjectId: proved.actor.id,
          scope
        }),
        token_type: 'Bearer',
        expires_in: ACCESS_SECONDS,
        scope
      }
    }
  })
}

/** What machines may know before they have a secret. */
export const metadataRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { publicUrl } = app.services.config

  app.route({
    ...getAuthorizationServer,
    handler: async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=3600')
      return {
        issuer: publicUrl,
        token_endpoint: `${publicUrl}/api/v1${createToken.url}`,
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        grant_types_supported: ['client_credentials'],
        // There is no authorisation endpoint, so there are no response types; RFC 8414 wants the list all the same.
        response_types_supported: [],
        scopes_supported: scopeNames,
        service_documentation: `${publicUrl}/api/integration`
      }
    }
  })
}
