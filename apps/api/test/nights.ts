import { clearingSteps } from '../src/registry/nightly.jobs.ts'
import type { Services } from '../src/services.ts'

/** A night of clearing up, all steps at once. Returns the counts of all. */
export async function runNight(services: Services): Promise<Record<string, number>> {
  let counts = {}
  for (const { run } of clearingSteps) counts = { ...counts, ...(await run(services)) }
  return counts
}
