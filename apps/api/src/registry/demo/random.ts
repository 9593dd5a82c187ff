/** Numbers from 0 up to, not including, 1. */
export type Random = () => number

/**
 * Fast random numbers that a seed repeats (sfc32 by Chris Doty-Humphrey, of PractRand). For made-up people only: keys, codes and
 * nonces come from the system.
 */
export function createRandom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1]
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 15; i++) next()
  return next
}

/** A whole number from `from` to `to`, both included. */
export const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1))

/** One of a list, all alike. */
export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!

/** Up to `most` different ones of a list, in its order. */
export function some<T>(random: Random, list: readonly T[], most: number): T[] {
  const wanted = new Set(Array.from({ length: between(random, 1, most) }, () => Math.floor(random() * list.length)))
  return list.filter((_, place) => wanted.has(place))
}

/** Draws by weight: cumulative weights and a binary search. */
export function weighted<T>(entries: readonly (readonly [value: T, weight: number])[]): (random: Random) => T {
  const edges: number[] = []
  let sum = 0
  for (const [, weight] of entries) edges.push((sum += Math.max(0, weight)))
  return (random) => {
    const wanted = random() * sum
    let [low, high] = [0, edges.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (edges[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return entries[low]![0]
  }
}

/** Draws by a weight for each code of a table. */
export const weightedOf = <K extends string>(weights: Readonly<Partial<Record<K, number>>>): ((random: Random) => K) =>
  weighted(Object.entries(weights) as [K, number][])
