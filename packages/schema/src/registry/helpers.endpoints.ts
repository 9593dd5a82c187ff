import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Moment, Nullable } from '../values.ts'

const tags = ['helpers']

/** Somebody trusted who registers others, within a quota; reads nothing back. */
export const Helper = named(
  'Helper',
  Type.Object({
    id: Id,
    name: Type.String(),
    quota: Type.Integer(),
    used: Type.Integer(),
    expiresAt: Moment,
    revokedAt: Nullable(Moment),
    createdAt: Moment
  })
)
export type Helper = Static<typeof Helper>

export const listHelpers = endpoint('GET', '/helpers', 'helper.read', {
  summary: 'List the helpers of the own post',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Helper)) }) }
})

export const createHelper = endpoint('POST', '/helpers', 'helper.write', {
  summary: 'Give somebody a code to register others; the code is shown once',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({
    name: FilledLine(120),
    quota: Type.Integer({ minimum: 1, maximum: 500 }),
    days: Type.Integer({ minimum: 1, maximum: 365 })
  }),
  response: { 201: Type.Object({ helper: ref(Helper), code: Type.String() }) }
})

export const revokeHelper = endpoint('POST', '/helpers/:id/revoke', 'helper.write', {
  summary: 'End a helper’s code at once',
  tags,
  params: Closed({ id: Id }),
  response: { 200: ref(Helper) }
})
