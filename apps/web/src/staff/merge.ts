type Name<V> = keyof V & string

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What differs from what was there: only this is sent, so that two people can change different parts at once. */
export const changesBetween = <V extends object>(base: V, mine: V): Partial<V> =>
  Object.fromEntries(
    Object.entries(mine).filter(([name, value]) => !isSame(value, base[name as Name<V>]))
  ) as Partial<V>

/**
 * Somebody else has saved meanwhile. What I left alone takes their value, what I typed stays mine, and what both of us
 * changed is named, so that I can look before I save over it.
 */
export function merge<V extends object>(
  base: V,
  mine: V,
  theirs: V
): { merged: V; clashes: Name<V>[]; adopted: Name<V>[] } {
  const names = Object.keys(mine) as Name<V>[]
  const theirChanges = names.filter((name) => !isSame(theirs[name], base[name]))
  const adopted = theirChanges.filter((name) => isSame(mine[name], base[name]))
  const clashes = theirChanges.filter((name) => !adopted.includes(name) && !isSame(mine[name], theirs[name]))
  const merged = { ...mine, ...Object.fromEntries(adopted.map((name) => [name, theirs[name]])) }
  return { merged, clashes, adopted }
}
