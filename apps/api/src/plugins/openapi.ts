import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import * as contract from '@ponte/schema'

/** Named schemas of the contract, so that responses may refer to them. */
const namedSchemas = Object.values(contract).filter(
  (value): value is Exclude<typeof value, string> & { $id: string } =>
    typeof value === 'object' && value !== null && '$id' in value
)

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
})

/** Which errors an endpoint may answer with, from what it is. */
function problemAnswers({ method, permission, hasInput }: { method: string; permission: string; hasInput: boolean }) {
  const open = permission === 'public'
  const unsafe = method !== 'GET'
  return {
    ...(hasInput || unsafe ? { 400: problemAnswer('Not valid; `errors` names every bad field') } : {}),
    ...(open ? {} : { 401: problemAnswer('Not signed in, or the token is over') }),
    ...(open && !unsafe ? {} : { 403: problemAnswer('Not permitted') }),
    404: problemAnswer('Not found, or not yours to see'),
    ...(unsafe
      ? {
          409: problemAnswer('Conflict'),
          422: problemAnswer('Understood, but refused'),
          415: problemAnswer('Not application/json')
        }
      : {}),
    ...(['PATCH', 'PUT'].includes(method)
      ? { 412: problemAnswer('Changed meanwhile'), 428: problemAnswer('If-Match missing') }
      : {}),
    429: problemAnswer('Too many requests; see Retry-After'),
    503: problemAnswer('Not available right now; see Retry-After')
  }
}

/** Who is let in: staff and registrants by cookie or token, clients by a scope that opens the permission. */
function securityOf(permission: string): Record<string, string[]>[] {
  if (permission === 'public') return []
  const opening = contract.scopeNames.filter((name) =>
    (contract.scopes[name] as readonly string[]).includes(permission)
  )
  return [{ cookie: [] }, { bearer: [] }, ...opening.map((name) => ({ client: [name] }))]
}

interface Operation {
  'x-permission': string
  requestBody?: unknown
  parameters?: unknown[]
  responses: object
}

/** OpenAPI 3.1 from the contract, complete with permissions and problems. */
export const openapi = plugin(async (app: FastifyInstance) => {
  for (const schema of namedSchemas) app.addSchema(schema)
  const operationIds = new Map(
    Object.entries(contract as unknown as Record<string, { method?: string; url?: string; config?: object }>).flatMap(
      ([name, value]) => (value?.config && value.url ? [[`${value.method} ${value.url}`, name] as const] : [])
    )
  )
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `${app.services.config.name} API`,
        version: '1',
        description: 'REST interface of Ponte. Errors are RFC 9457 problems. Lists page by an opaque cursor.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: 'ponte_access' },
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          client: {
            type: 'oauth2',
            flows: {
              clientCredentials: {
                tokenUrl: '/api/v1/oauth/token',
                scopes: Object.fromEntries(contract.scopeNames.map((name) => [name, contract.scopes[name].join(', ')]))
              }
            }
          }
        }
      }
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) => (typeof json.$id === 'string' ? json.$id : `def-${i}`)
    },
    transform: ({ schema, url, route }) => {
      const permission = String((route.config as { permission?: string } | undefined)?.permission ?? '')
      const method = String(route.method)
      const operationId = operationIds.get(`${method} ${url.replace(/^\/api\/v1/, '')}`)
      if (!operationId) return { schema: { hide: true }, url }
      return {
        url,
        schema: {
          ...schema,
          operationId,
          'x-permission': permission,
          security: securityOf(permission)
        } as typeof schema
      }
    },
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject
      const { openapiObject } = document
      for (const path of Object.values(openapiObject.paths ?? {}))
        for (const [method, operation] of Object.entries(path ?? {}) as unknown as [string, Operation][]) {
          const { requestBody, parameters, responses } = operation
          const permission = String(operation['x-permission'])
          Object.assign(responses, {
            ...problemAnswers({
              method: method.toUpperCase(),
              permission,
              hasInput: Boolean(requestBody ?? parameters?.length)
            }),
            ...responses
          })
        }
      return openapiObject
    }
  })
})
