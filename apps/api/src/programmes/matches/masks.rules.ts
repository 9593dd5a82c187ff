import type { Keys } from '../../keys.ts'
import { secretHash } from '../../db/sealing.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const LENGTH = 10

/**
 * The number of a person within one opportunity. It is made with a key, not kept: it leads to nobody outside the product, and
 * the same person has another one in the next opportunity.
 */
export const candidateNumber = (keys: Keys, opportunityId: string, registrantId: string): string =>
  [...secretHash(keys, 'candidate', `${opportunityId} ${registrantId}`).subarray(0, LENGTH)]
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join('')
