import crypto from 'node:crypto'
import { hmac, keyObject } from '../db/sealing.ts'

/*
 * The token in a link that acts without signing in: what was sent and to whom, encrypted with a key of the product
 * (AES-256-GCM with a nonce from the content, since the same message always has the same link). It lasts as long as the
 * message does, opens nothing of the record, and names nobody to whom it is forwarded.
 */
const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The token of one message. */
export function makeToken(key: Buffer, subjectId: string, registrantId: string): string {
  const plain = Buffer.concat([bytesOf(subjectId), bytesOf(registrantId)])
  const nonce = hmac(key, plain).subarray(0, 12)
  const cipher = crypto.createCipheriv('aes-256-gcm', keyObject(key), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** Opens a token; null for one that is not ours. */
export function readToken(key: Buffer, token: string): { subjectId: string; registrantId: string } | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 12 + 32 + 16) return null
  try {
    const decipher = crypto
      .createDecipheriv('aes-256-gcm', keyObject(key), bytes.subarray(0, 12))
      .setAuthTag(bytes.subarray(-16))
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
    return { subjectId: idOf(plain.subarray(0, 16)), registrantId: idOf(plain.subarray(16)) }
  } catch {
    return null
  }
}
