import crypto from 'node:crypto'
import { hmac } from '../../db/sealing.ts'
import type { Keys } from '../../keys.ts'

const LIFE_SECONDS = 2 * 3600

const sign = (keys: Keys, text: string) => hmac(keys.pepper, `proof|${text}`).toString('base64url').slice(0, 22)

/** A challenge that only this product can have made: end of life, randomness, difficulty, signature. */
export function createChallenge(keys: Keys, bits: number, now: Date): string {
  const body = [
    Math.floor(now.getTime() / 1000) + LIFE_SECONDS,
    crypto.randomBytes(12).toString('base64url'),
    bits
  ].join('.')
  return `${body}.${sign(keys, body)}`
}

/** Number of zero bits that SHA-256 of a text begins with. */
export function zeroBits(text: string): number {
  const hash = crypto.hash('sha256', text, 'buffer')
  let bits = 0
  for (const byte of hash) {
    if (byte === 0) bits += 8
    else return bits + Math.clz32(byte) - 24
  }
  return bits
}

/**
 * Is this a solution of a challenge of ours that is not over? After Dwork and Naor, "Pricing via Processing" (1992): it
 * costs a phone under a second and a flood its profit. Whether it was used before is for the caller to count.
 */
export function isSolved(keys: Keys, { challenge, nonce }: { challenge: string; nonce: string }, now: Date): boolean {
  const parts = challenge.split('.')
  const signature = parts.pop() ?? ''
  const expected = sign(keys, parts.join('.'))
  if (parts.length !== 3 || Buffer.byteLength(signature) !== expected.length) return false
  if (!crypto.timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return false
  return Number(parts[0]) * 1000 > now.getTime() && zeroBits(`${challenge}.${nonce}`) >= Number(parts[2])
}
