import { purposes, purposesForChildren, type Purpose } from '@ponte/schema'

/** What this person may agree to. Being in the registry is itself the first purpose, and is no question here. */
export const purposesOf = (child: boolean): readonly Purpose[] =>
  purposes.map(({ code }) => code).filter((code) => code !== 'core' && (!child || purposesForChildren.includes(code)))
