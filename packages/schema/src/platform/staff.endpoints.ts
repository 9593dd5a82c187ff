import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Moment, Nullable, OneOf, Version } from '../values.ts'
import { roles } from './permissions.ts'
import { Email } from './session.endpoints.ts'

const tags = ['staff']

/** A member of staff, as administrators see them. */
export const Staff = named(
  'Staff',
  Type.Object({
    id: Id,
    name: Type.String(),
    email: Type.String(),
    role: OneOf(roles),
    postId: Nullable(Id),
    postName: Nullable(Type.String()),
    state: OneOf(['invited', 'active', 'disabled']),
    lastSignInAt: Nullable(Moment),
    createdAt: Moment,
    version: Version
  })
)
export type Staff = Static<typeof Staff>

export const listStaff = endpoint('GET', '/staff', 'staff.read', {
  summary: 'List staff',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Staff)) }) }
})

export const createStaff = endpoint('POST', '/staff', 'staff.write', {
  summary: 'Add a member of staff; they set their own password by a link sent to them',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed({ name: FilledLine(120), email: Email, role: OneOf(roles), postId: Type.Optional(Nullable(Id)) }),
  response: { 201: ref(Staff) }
})

export const updateStaff = endpoint('PATCH', '/staff/:id', 'staff.write', {
  summary: 'Change name, role, post, or disable; takes If-Match',
  tags,
  params: Closed({ id: Id }),
  body: Closed(
    {
      name: Type.Optional(FilledLine(120)),
      role: Type.Optional(OneOf(roles)),
      postId: Type.Optional(Nullable(Id)),
      disabled: Type.Optional(Type.Boolean())
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Staff) }
})

export const inviteStaff = endpoint('POST', '/staff/:id/invitation', 'staff.write', {
  summary: 'Send a new link to set the password',
  tags,
  params: Closed({ id: Id }),
  response: { 202: ref(Staff) }
})
