interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Serves callers together: whoever asks while others are being served is served with all who asked meanwhile, in one go.
 * `work` returns a result for each item, in their order; where it fails, it fails for all of them.
 */
export function together<Item, Result>(work: (items: Item[]) => Promise<Result[]>): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let isServing = false

  async function serve() {
    isServing = true
    while (waiting.length > 0) {
      // Callers who go on in the same turn come together.
      await new Promise(setImmediate)
      const served = waiting
      waiting = []
      try {
        const results = await work(served.map(({ item }) => item))
        served.forEach(({ resolve }, n) => resolve(results[n]!))
      } catch (error) {
        for (const { reject } of served) reject(error)
      }
    }
    isServing = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isServing) void serve()
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
