import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Moment, Nullable, OneOf } from '../values.ts'
import { scopeNames } from './scopes.ts'

const tags = ['clients']

export const CLIENT_DAYS_MAX = 365
export const REQUESTS_PER_MINUTE_MAX = 6000

const client = {
  id: Type.Unsafe<string>({ ...Id, description: 'What the client sends as `client_id`' }),
  name: Type.String(),
  scopes: Type.Array(OneOf(scopeNames)),
  requestsPerMinute: Type.Integer(),
  expiresAt: Moment,
  revokedAt: Nullable(Moment),
  secretAt: Type.Unsafe<string>({ ...Moment, description: 'Since when the present secret is good' }),
  lastUsedAt: Nullable(Moment),
  uses: Type.Integer({ description: 'How many calls it made' }),
  createdAt: Moment
}

/** A machine of a ministry or a partner that calls the API under its own name. */
export const Client = named('Client', Type.Object(client))
export type Client = Static<typeof Client>

/** One call of a client: never a query, a body or an answer. */
export const ClientCall = named(
  'ClientCall',
  Type.Object({
    at: Moment,
    method: Type.String(),
    route: Type.String({ description: 'The pattern of the address, without the values in it' }),
    status: Type.Integer()
  })
)
export type ClientCall = Static<typeof ClientCall>

const WithSecret = Type.Object({
  client: ref(Client),
  secret: Type.String({ description: 'Shown this once; only its hash is kept' })
})

export const listClients = endpoint('GET', '/clients', 'client.read', {
  summary: 'List the clients of the API, newest first',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Client)) }) }
})

export const getClient = endpoint('GET', '/clients/:id', 'client.read', {
  summary: 'Show one client with its last hundred calls',
  tags,
  params: Closed({ id: Id }),
  response: { 200: Type.Object({ ...client, calls: Type.Array(ref(ClientCall)) }) }
})

export const createClient = endpoint('POST', '/clients', 'client.write', {
  summary: 'Let a machine use the API; its secret is shown once',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({
    name: FilledLine(120),
    scopes: Type.Array(OneOf(scopeNames), { minItems: 1, maxItems: scopeNames.length, uniqueItems: true }),
    days: Type.Integer({ minimum: 1, maximum: CLIENT_DAYS_MAX, description: 'After these it is refused' }),
    requestsPerMinute: Type.Integer({ minimum: 1, maximum: REQUESTS_PER_MINUTE_MAX })
  }),
  response: { 201: WithSecret }
})

export const rollClientSecret = endpoint('POST', '/clients/:id/secret', 'client.write', {
  summary: 'Make a new secret; the one before, and tokens made with it, are refused within five seconds',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params: Closed({ id: Id }),
  response: { 201: WithSecret }
})

export const revokeClient = endpoint('POST', '/clients/:id/revoke', 'client.write', {
  summary: 'End a client; its tokens are refused within five seconds',
  tags,
  params: Closed({ id: Id }),
  response: { 200: ref(Client) }
})
