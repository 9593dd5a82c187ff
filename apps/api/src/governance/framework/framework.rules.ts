import type { Activity, FrameworkLevel } from '@ponte/schema'

/*
 * The results chain of the OECD's Development Assistance Committee (Glossary of Key Terms in Evaluation and Results-Based
 * Management, 2nd edition, 2023), with the pillar of a national strategy above it: activities make outputs, outputs bring
 * outcomes about.
 */
const below = { pillar: 'outcome', outcome: 'output', output: null } as const

/** The level of a part under another one; null where only activities stand. */
export const levelUnder = (parent: FrameworkLevel | null): FrameworkLevel | null =>
  parent === null ? 'pillar' : below[parent]

/** An activity is overdue after its last day, until it is done or dropped. */
export const isOverdue = ({ state, endsOn }: Pick<Activity, 'state' | 'endsOn'>, today: string): boolean =>
  endsOn !== null && endsOn < today && (state === 'planned' || state === 'running')
