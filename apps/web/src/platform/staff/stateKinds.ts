import type { Staff } from '@ponte/schema'

/** The colour that helps to scan a column; the word beside it says the same. */
export const stateKinds: Record<Staff['state'], 'ok' | 'warn' | 'plain'> = {
  active: 'ok',
  invited: 'warn',
  disabled: 'plain'
}
