import crypto from 'node:crypto'
import type { Role } from '@ponte/schema'
import type { TestProduct } from './harness.ts'
import { addRegistrant, addStaff } from './people.ts'

export const encode = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A token with any head and claims, signed with any key. */
export function forge(head: object, claims: object, key: crypto.BinaryLike, hash = 'sha256'): string {
  const body = `${encode(head)}.${encode(claims)}`
  return `${body}.${crypto.createHmac(hash, key).update(body).digest('base64url')}`
}

export const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>

export const badTokens = ['forged', 'expired', 'revoked', 'disabled'] as const
export type BadToken = (typeof badTokens)[number]

const head = { alg: 'HS256', typ: 'JWT' }
const aMinuteAgo = () => Math.floor(Date.now() / 1000) - 60

/** Tokens as somebody's own in everything but one: the key, the time, the session, or the account behind it. */
export async function makeBadTokens(
  product: TestProduct,
  role: 'registrant' | Role
): Promise<Record<BadToken, string>> {
  const add = () =>
    role === 'registrant'
      ? addRegistrant(product)
      : addStaff(product, role, role === 'officer' ? 'Joanesburgo' : undefined)
  const [good, ended] = [await add(), await add()]
  const disabled = await addStaff(product, role === 'registrant' ? 'analyst' : role, 'Joanesburgo')
  await product.sql('update sessions set ended_at = now() where subject_id = $1', [ended.id])
  await product.sql('update staff set disabled_at = now() where id = $1', [disabled.id])
  const claims = claimsOf(good.token)
  return {
    forged: forge(head, claims, crypto.randomBytes(32)),
    expired: forge(head, { ...claims, exp: aMinuteAgo() }, product.services.keys.token),
    revoked: ended.token,
    disabled: disabled.token
  }
}
