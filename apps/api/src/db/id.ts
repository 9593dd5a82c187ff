import crypto from 'node:crypto'

/** UUID version 7 (RFC 9562): random, and in order of time. Made here because Postgres 15 to 17 cannot. */
export function createId(nowMs = Date.now()): string {
  const bytes = crypto.randomBytes(16)
  bytes.writeUIntBE(nowMs, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
