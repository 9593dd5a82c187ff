import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Nullable, OneOf, Secret } from '../values.ts'
import { permissions, roles, type Permission } from './permissions.ts'

const tags = ['session']

/** NIST 800-63B-4: length counts, composition does not. */
export const PASSWORD_LENGTH_MIN = 15
export const PASSWORD_LENGTH_MAX = 128
export const Password = Type.String({
  minLength: 1,
  maxLength: 512,
  description: 'At least 15 characters when it is set'
})
export const Email = Type.String({ format: 'email', maxLength: 254 })

/** Who is signed in, for the browser: no personal data beyond the own name. */
export const Session = named(
  'Session',
  Type.Object({
    kind: OneOf(['nobody', 'staff', 'registrant']),
    id: Type.Optional(Id),
    name: Type.Optional(Type.String({ maxLength: 250 })),
    role: Type.Optional(OneOf(roles)),
    postId: Type.Optional(Nullable(Id)),
    postName: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
    permissions: Type.Array(OneOf(Object.keys(permissions) as Permission[]), { maxItems: 50 })
  })
)
export type Session = Static<typeof Session>

export const getSession = endpoint('GET', '/session', 'public', {
  summary: 'Who is signed in',
  tags,
  response: { 200: ref(Session) }
})

export const signInStaff = endpoint('POST', '/session/staff', 'public', {
  summary: 'Sign in with e-mail and password',
  tags,
  body: Closed({ email: Email, password: Password }),
  response: { 200: ref(Session) }
})

export const refreshSession = endpoint('POST', '/session/refresh', 'public', {
  summary: 'Exchange the refresh cookie for new cookies',
  tags,
  response: { 200: ref(Session) }
})

export const signOut = endpoint('DELETE', '/session', 'public', {
  summary: 'Sign out',
  tags,
  response: { 200: ref(Session) }
})

export const createFirstAdministrator = endpoint('POST', '/setup/administrator', 'public', {
  summary: 'Create an administrator with the one-time link of the console',
  tags: ['setup'],
  body: Closed({ token: Secret, name: FilledLine(120), email: Email, password: Password }),
  response: { 201: ref(Session) }
})

export const acceptInvitation = endpoint('POST', '/staff/invitations/accept', 'public', {
  summary: 'Set the own password with the link from the invitation',
  tags: ['staff'],
  body: Closed({ token: Secret, password: Password }),
  response: { 200: ref(Session) }
})

export const changeMyPassword = endpoint('POST', '/staff/me/password', 'staff.self', {
  summary: 'Change the own password; all other sessions end',
  tags: ['staff'],
  body: Closed({ current: Password, password: Password }),
  response: { 200: ref(Session) }
})
