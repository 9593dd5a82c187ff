import type { Permission } from './permissions.ts'

/** What a client may be let into, and which permissions that opens. None of them reads people. */
export const scopes = {
  'statistics:read': ['statistics.read'],
  'posts:read': ['post.read']
} as const satisfies Record<string, readonly Permission[]>
export type Scope = keyof typeof scopes

export const scopeNames = Object.keys(scopes) as Scope[]

/** Does one of these scopes open an endpoint that asks for this permission? */
export const isOpenTo = (granted: readonly Scope[], permission: Permission): boolean =>
  granted.some((scope) => (scopes[scope] as readonly Permission[]).includes(permission))
