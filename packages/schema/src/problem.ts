import { Type, type Static } from 'typebox'
import { named } from './endpoint.ts'

/** RFC 9457 problem details, the shape of every error. */
export const Problem = named(
  'Problem',
  Type.Object({
    type: Type.String({ description: 'Address of a page that explains the problem', maxLength: 200 }),
    title: Type.String({ maxLength: 200 }),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.Optional(Type.String({ maxLength: 2000 })),
    instance: Type.Optional(Type.String({ description: 'Identifier of the request', maxLength: 100 })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({ description: 'JSON pointer to the field', maxLength: 300 }),
          in: Type.String({ maxLength: 20 }),
          code: Type.String({ description: 'What is wrong, for a translated message', maxLength: 60 }),
          detail: Type.String({ maxLength: 500 })
        })
      )
    )
  })
)
export type Problem = Static<typeof Problem>
