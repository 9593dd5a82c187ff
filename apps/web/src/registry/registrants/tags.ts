import type { RegistrantRow } from '@ponte/schema'

type Kind = 'plain' | 'work' | 'ok' | 'warn' | 'danger'

/** The colour that helps to scan a column; the word beside it says the same. */
export const statusKind = (status: RegistrantRow['status']): Kind => (status === 'confirmed' ? 'ok' : 'warn')

const states: Record<RegistrantRow['state'], Kind> = {
  abroad: 'work',
  moved: 'plain',
  returned: 'plain',
  unreachable: 'warn',
  deceased: 'plain'
}
export const stateKind = (state: RegistrantRow['state']): Kind => states[state]
