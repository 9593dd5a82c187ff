import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Line } from '../values.ts'

const tags = ['oauth']

/** RFC 6749 §5.2: the one place of the API whose errors are no RFC 9457 problems. */
export const tokenErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_scope',
  'unsupported_grant_type',
  'temporarily_unavailable'
] as const
export type TokenErrorCode = (typeof tokenErrors)[number]

export const TokenError = named(
  'TokenError',
  Type.Object({
    error: Type.String({ description: tokenErrors.join(', ') }),
    error_description: Type.String()
  })
)
export type TokenError = Static<typeof TokenError>

/**
 * RFC 6749 §4.4.2. Credentials come here or as HTTP Basic, not both. Fields that are not known are left alone, as §3.2
 * asks for: the only body of the API that is not closed.
 */
export const TokenRequest = Type.Object({
  grant_type: Line(60, { examples: ['client_credentials'] }),
  scope: Type.Optional(Line(200, { description: 'Fewer scopes than the client has, separated by spaces' })),
  client_id: Type.Optional(Line(100)),
  client_secret: Type.Optional(Line(200))
})
export type TokenRequest = Static<typeof TokenRequest>

export const createToken = endpoint('POST', '/oauth/token', 'public', {
  summary: 'Exchange a client’s secret for an access token of ten minutes',
  description:
    'OAuth 2.0 client credentials (RFC 6749 §4.4), as JSON or as a form, with HTTP Basic or with client_id and ' +
    'client_secret in the body. Errors have the shape of RFC 6749 §5.2, not that of a problem.',
  tags,
  consumes: ['application/x-www-form-urlencoded', 'application/json'],
  body: TokenRequest,
  response: {
    200: Type.Object({
      access_token: Type.String(),
      token_type: Type.String({ description: 'Always Bearer' }),
      expires_in: Type.Integer({ description: 'Seconds' }),
      scope: Type.String()
    }),
    400: ref(TokenError),
    401: ref(TokenError),
    429: ref(TokenError),
    503: ref(TokenError)
  }
})

/** RFC 8414: where machines find the token endpoint, and what it takes. */
export const getAuthorizationServer = endpoint(
  'GET',
  '/.well-known/oauth-authorization-server',
  'public',
  {
    summary: 'How machines get a token (RFC 8414)',
    tags,
    response: {
      200: Type.Object({
        issuer: Type.String(),
        token_endpoint: Type.String(),
        token_endpoint_auth_methods_supported: Type.Array(Type.String()),
        grant_types_supported: Type.Array(Type.String()),
        response_types_supported: Type.Array(Type.String()),
        scopes_supported: Type.Array(Type.String()),
        service_documentation: Type.String()
      })
    }
  },
  { atRoot: true }
)
