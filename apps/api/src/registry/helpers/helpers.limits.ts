import { limitAddress } from '../../platform/sessions/addresses.limits.ts'
import type { RequestFacts, Services } from '../../services.ts'

/** Helpers register many people from one phone, and mistype; guessing a code needs billions of tries. */
const TRIES_PER_HOUR = 120

/** Counts one use of a helper's code, good or not. */
export const limitHelperTries = (services: Services, facts: RequestFacts) =>
  limitAddress(services, 'helper-code', facts, 3600, TRIES_PER_HOUR)
