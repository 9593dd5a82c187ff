// Waiting for something to become so.
import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until it is so; returns the milliseconds, or null after `patienceMs`. */
export async function until(isSo, patienceMs, pauseMs = 100) {
  const from = performance.now()
  while (performance.now() - from < patienceMs) {
    if (await isSo()) return Math.round(performance.now() - from)
    await sleep(pauseMs)
  }
  return null
}

/**
 * Waits until a count is 0, for as long as it goes on falling: a backlog takes the time it takes. Returns what is left once it
 * has not fallen for `patienceMs`, or 0.
 */
export async function drained(count, patienceMs = 90_000) {
  let least = Infinity
  let fellAt = performance.now()
  for (;;) {
    const left = await count()
    if (left < least) [least, fellAt] = [left, performance.now()]
    if (left === 0 || performance.now() - fellAt > patienceMs) return left
    await sleep(1000)
  }
}
