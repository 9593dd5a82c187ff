const OFTEN_MS = 120_000
const SWEEP_MS = 300_000
/** No transaction lives an hour. */
export const LONGEST_MS = 3_600_000

/**
 * How far a job that follows ids looks back each time: ids are in order of making, commits are not. Nearly all commit within
 * two minutes; the few that take longer are found by a look at the last hour every five minutes, and by the first one.
 */
export function createLookBack(nowMs: () => number = Date.now): () => number {
  let sweptMs = -Infinity
  return () => {
    if (nowMs() - sweptMs < SWEEP_MS) return OFTEN_MS
    sweptMs = nowMs()
    return LONGEST_MS
  }
}
