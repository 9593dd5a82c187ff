interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result | Promise<Result>) => void
  reject: (error: unknown) => void
}

/**
 * Serves callers together: whoever asks while others are being served is served with all who asked meanwhile, in one go.
 * `work` returns a result for each item, or the promise of one, in their order; where it fails, it fails for all of them.
 * `most` are served in one go, and `lanes` goes run side by side.
 */
export function together<Item, Result>(
  work: (items: Item[]) => Promise<(Result | Promise<Result>)[]>,
  { lanes = 1, most = Infinity } = {}
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let serving = 0

  async function serve() {
    serving++
    while (waiting.length > 0) {
      // Callers who go on in the same turn come together.
      await new Promise(setImmediate)
      const served = waiting.slice(0, most)
      waiting = waiting.slice(most)
      // Another lane was quicker.
      if (served.length === 0) break
      try {
        const results = await work(served.map(({ item }) => item))
        served.forEach(({ resolve }, n) => resolve(results[n]!))
      } catch (error) {
        for (const { reject } of served) reject(error)
      }
    }
    serving--
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (serving < lanes) void serve()
    })
}

/**
 * Runs so many workers side by side and adds up what they return. Where one fails the others are waited for first: none goes on
 * behind the back of who asked.
 */
export async function allOf(count: number, worker: () => Promise<number>): Promise<number> {
  const ended = await Promise.allSettled(Array.from({ length: count }, worker))
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return ended.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0)
}
