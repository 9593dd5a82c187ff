import type { Scope } from '@ponte/schema'

/**
 * The scopes of a token: all that the client has, or those that were asked for. Null where one is asked for that it does
 * not have.
 */
export function grantedScopes(held: readonly Scope[], asked: string | undefined): Scope[] | null {
  const names = (asked ?? '').split(' ').filter(Boolean)
  if (names.length === 0) return [...held]
  return names.every((name) => (held as readonly string[]).includes(name))
    ? held.filter((scope) => names.includes(scope))
    : null
}

export interface Credentials {
  id: string
  secret: string
}

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

/** Reads `Authorization: Basic`, whose two halves are form-encoded before they are joined (RFC 6749 §2.3.1). */
export function readBasic(header: string): Credentials | null {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,800}={0,2})$/i.exec(header)?.[1]
  if (!encoded) return null
  const [, first = '', second = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  const [id, secret] = [decoded(first), decoded(second)]
  return id && secret ? { id, secret } : null
}

/**
 * The credentials of a token request, from one place. Null where there are none, or where they are in two places, which
 * RFC 6749 §2.3 forbids.
 */
export function credentialsOf(
  header: string | undefined,
  { client_id: id, client_secret: secret }: { client_id?: string; client_secret?: string }
): Credentials | null {
  if (header === undefined) return id && secret ? { id, secret } : null
  const basic = readBasic(header)
  if (!basic || secret !== undefined || (id !== undefined && id !== basic.id)) return null
  return basic
}
