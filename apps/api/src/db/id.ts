import crypto from 'node:crypto'

/** UUID version 7 (RFC 9562): random, and in order of time. Made here because Postgres 15 to 17 cannot. */
export function createId(nowMs = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0')
  // Everything after the version comes from a random UUID, which Node keeps ready in batches.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
