import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Closed, Id, InterfaceLanguage, Moment, OneOf } from '../values.ts'

/** The code lists that forms ask for. */
export const codeListNames = [
  'countries',
  'areas',
  'provinces',
  'districts',
  'languages',
  'occupations',
  'skills'
] as const

export const getHealth = endpoint(
  'GET',
  '/healthz',
  'public',
  {
    summary: 'The process answers',
    tags: ['system'],
    response: { 200: Type.Object({ status: Type.String() }) }
  },
  { atRoot: true }
)

export const getReadiness = endpoint(
  'GET',
  '/readyz',
  'public',
  {
    summary: 'The database answers and is migrated',
    tags: ['system'],
    response: {
      200: Type.Object({
        status: Type.String(),
        clockAheadSeconds: Type.Optional(
          Type.Integer({ description: 'The clock of this machine differs from that of the database by so much' })
        ),
        replicaLagSeconds: Type.Optional(
          Type.Union([Type.Integer(), Type.Null()], {
            description: 'The replica that figures are read from is behind by so much; null when it does not follow'
          })
        )
      })
    }
  },
  { atRoot: true }
)

export const getMetrics = endpoint(
  'GET',
  '/metrics',
  'metrics',
  {
    summary: 'Figures for Prometheus',
    tags: ['system'],
    response: { 200: Type.String() }
  },
  { atRoot: true }
)

export const getOpenApi = endpoint('GET', '/openapi.json', 'public', {
  summary: 'This description, OpenAPI 3.1',
  tags: ['system'],
  response: { 200: Type.Object({}, { additionalProperties: true }) }
})

export const getSettings = endpoint('GET', '/settings', 'public', {
  summary: 'What a visitor needs to know about this deployment',
  tags: ['system'],
  response: {
    200: Type.Object({
      name: Type.String(),
      institution: Type.String(),
      country: Type.String(),
      currency: Type.String({ description: 'ISO 4217' }),
      guardianBelowAge: Type.Integer(),
      adultAge: Type.Integer(),
      contactKinds: Type.Array(OneOf(['phone', 'email'])),
      development: Type.Boolean(),
      demo: Type.Boolean()
    })
  }
})

export const getCodeList = endpoint('GET', '/code-lists/:list', 'public', {
  summary: 'A code list with names in one language',
  tags: ['system'],
  params: Closed({ list: OneOf(codeListNames) }),
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: {
    200: Type.Object({
      items: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), parent: Type.Optional(Type.String()) }))
    })
  }
})

export const listOutbox = endpoint('GET', '/outbox', 'development', {
  summary: 'Mail and SMS that a development server did not send',
  tags: ['system'],
  response: {
    200: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Id,
          channel: OneOf(['email', 'sms']),
          to: Type.String(),
          subject: Type.String(),
          text: Type.String(),
          at: Moment
        })
      )
    })
  }
})
