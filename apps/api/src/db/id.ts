import crypto from 'node:crypto'

let lastMs = -1
let count = 0
/** What the ids of the last millisecond begin with. */
let start = ''

/**
 * UUID version 7 (RFC 9562): random, and in order of time; within one millisecond in the order in which this process made
 * them. Made here because Postgres 15 to 17 cannot.
 */
export function createId(nowMs = Date.now()): string {
  if (nowMs === lastMs) count = (count + 1) % 4096
  else {
    count = 0
    lastMs = nowMs
    const time = nowMs.toString(16).padStart(12, '0')
    start = `${time.slice(0, 8)}-${time.slice(8)}-7`
  }
  // What is random comes from a random UUID, which Node keeps ready in batches.
  return start + count.toString(16).padStart(3, '0') + crypto.randomUUID().slice(18)
}

/** The smallest id that a moment can have: ids made before it are below. */
export const idFloor = (ms: number): string => {
  const time = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
