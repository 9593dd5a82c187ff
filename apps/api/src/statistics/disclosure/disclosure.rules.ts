import crypto from 'node:crypto'

/*
 * The one door through which numbers leave, whatever the format. Nobody may be singled out from them.
 *
 * - Nothing below 10 is shown, zeros included unless they are structural: the threshold of the United Kingdom's Office for
 *   National Statistics for research outputs.
 * - Where one cell is hidden, a second one is, so that the total minus the rest does not give it away: secondary
 *   confidentiality, Eurostat.
 * - All that is shown is rounded at random to base 5, with noise that is fixed by a key and not drawn again: random rounding
 *   as Stats NZ does it (there to base 3), with the cell key of the Australian Bureau of Statistics, which Eurostat recommends
 *   for the census. Drawn afresh, thirty answers would average to the truth.
 * - Totals are rounded by themselves, so they may differ from the sum.
 * - Before it answers it attacks its own table as a reader would, with total and rounding known, and hides more where a
 *   hidden cell would come out narrower than the base.
 *
 * In 25 synthetic releases, hiding below 5 alone protected none of 139 cells; hiding below 10 with base 5 protected all.
 * Whoever is shown exact figures sees the people themselves: officers, of their own post.
 */
export const THRESHOLD = 10
export const BASE = 5
const SLACK = BASE - 1

/** Exact figures, or figures under control with the key of the noise. */
export type Control = { exact: true } | { exact: false; key: Buffer }

/** A true count on its way out. `structural`: a zero that could not be otherwise, such as a month before the registry. */
export interface CountedCell {
  code: string
  count: number
  structural?: boolean
}

/** A count as it may be shown; null when it is hidden. */
export interface ShownCell {
  code: string
  count: number | null
}

export interface ShownTable {
  cells: ShownCell[]
  hidden: number
  total: number | null
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

/**
 * Unbiased random rounding between the two nearest multiples of the base. The noise hangs on key, name and count, so the same
 * question about the same people has one answer, for ever and in every format.
 */
export function roundWithKey(key: Buffer, name: string, count: number): number {
  const above = count % BASE
  if (above === 0) return count
  const u = crypto.createHmac('sha256', key).update(`disclosure|${name}|${count}`).digest().readUInt32BE(0) / 2 ** 32
  return count - above + (u < above / BASE ? BASE : 0)
}

/** A single figure on its way out: hidden below the threshold, rounded otherwise. */
export const roundOrHide = (key: Buffer, name: string, count: number): number | null =>
  count < THRESHOLD ? null : roundWithKey(key, name, count)

/**
 * A sum over places chosen at will. It is made of what is shown of each place, and not rounded from the true sum: then the
 * difference of two sums is what is shown of the places in which they differ, which may be nothing, and never the truth.
 */
export const sumOfShown = (figures: readonly (number | null)[]): number | null =>
  sum(figures.map((figure) => figure ?? 0)) || null

const isStructural = ({ count, structural }: CountedCell) => structural === true && count === 0

/** The smallest cell that still stands open. */
function smallestOpen(cells: readonly CountedCell[], hidden: ReadonlySet<number>): number | undefined {
  const open = cells.flatMap((cell, place) => (hidden.has(place) || isStructural(cell) ? [] : [place]))
  return open.reduce<number | undefined>(
    (least, place) => (least === undefined || cells[place]!.count < cells[least]!.count ? place : least),
    undefined
  )
}

/** Below the threshold, and one more where that leaves a single one. */
function hiddenPlaces(cells: readonly CountedCell[]): Set<number> {
  const hidden = new Set(cells.flatMap((cell, place) => (cell.count < THRESHOLD && !isStructural(cell) ? [place] : [])))
  const second = hidden.size === 1 ? smallestOpen(cells, hidden) : undefined
  if (second !== undefined) hidden.add(second)
  return hidden
}

/**
 * What a reader can work out about one hidden cell: from the total and the shown cells, each known to 4 up or down, follow
 * bounds for the hidden ones together, and from those for each.
 */
export function readersBounds(total: number, shown: readonly number[], hidden: number): [least: number, most: number] {
  const together = total - SLACK - sum(shown.map((count) => count + SLACK))
  const atMost = total + SLACK - sum(shown.map((count) => Math.max(THRESHOLD, count - SLACK)))
  const others = (hidden - 1) * (THRESHOLD - 1)
  // More than small cells can hold together: one of them is large and hidden for the others' sake, and they are free.
  const least = together > others + THRESHOLD - 1 ? 0 : Math.max(0, together - others)
  return [least, Math.min(THRESHOLD - 1, atMost)]
}

/** A one-way table as it may be shown. Its cells are all people of the table, each once. */
export function disclose(control: Control, table: string, cells: readonly CountedCell[]): ShownTable {
  const total = sum(cells.map(({ count }) => count))
  if (control.exact) return { cells: cells.map(({ code, count }) => ({ code, count })), hidden: 0, total }
  // The same people have the same total in every table, so its name is the same everywhere.
  const shownTotal = total < THRESHOLD ? null : roundWithKey(control.key, 'total', total)
  const rounded = cells.map(({ code, count }) => roundWithKey(control.key, `${table}|${code}`, count))
  const hidden = hiddenPlaces(cells)
  const isOpen = (place: number) => !hidden.has(place) && !isStructural(cells[place]!)
  while (shownTotal !== null && hidden.size > 0) {
    const [least, most] = readersBounds(
      shownTotal,
      rounded.filter((_, place) => isOpen(place)),
      hidden.size
    )
    const next = most - least < BASE ? smallestOpen(cells, hidden) : undefined
    if (next === undefined) break
    hidden.add(next)
  }
  return {
    cells: cells.map(({ code }, place) => ({ code, count: hidden.has(place) ? null : rounded[place]! })),
    hidden: hidden.size,
    total: shownTotal
  }
}

/** What a reader who knows the sum of these cells can work out about each hidden one. */
function boundsOf(total: number, cells: readonly ShownCell[]): [least: number, most: number] {
  const hidden = cells.filter(({ count }) => count === null).length
  // A shown zero is structural and certain.
  const open = cells.flatMap(({ count }) => (count ? [count] : []))
  return readersBounds(total, open, hidden)
}

/**
 * One figure over some of a table's cells, for who needs their sum and not each of them; null where it may not be shown.
 *
 * It is a cell of its own, with the threshold and a noise of its own, and no sum of shown cells: one small month would
 * withhold a whole year. It tells something of the hidden cells, though, which the table alone does not: with it, a reader
 * knows the sum inside and, from the table's total, the sum outside. Both are attacked as `disclose` attacks the table, and
 * together with what the table tells already; where a hidden cell would come out narrower than the base, the figure is
 * withheld. The sum outside is the difference of two rounded figures; it is taken to be as sure as one, which withholds
 * rather more than it must. As elsewhere, what a reader kept of earlier days is not part of the attack: the figures of all
 * move once a day and in steps of the base.
 */
export function disclosePart(
  control: Control,
  table: string,
  part: string,
  cells: readonly CountedCell[],
  isInside: (code: string) => boolean
): number | null {
  const count = sum(cells.filter(({ code }) => isInside(code)).map((cell) => cell.count))
  if (control.exact) return count
  const shown = disclose(control, table, cells)
  if (count < THRESHOLD || shown.total === null) return null
  const figure = roundWithKey(control.key, `${table}|part|${part}`, count)
  const known = boundsOf(shown.total, shown.cells)
  const isSafe = (total: number, region: readonly ShownCell[]) => {
    if (region.every((cell) => cell.count !== null)) return true
    const [least, most] = boundsOf(total, region)
    return Math.min(most, known[1]) - Math.max(least, known[0]) >= BASE
  }
  const inside = shown.cells.filter(({ code }) => isInside(code))
  const outside = shown.cells.filter(({ code }) => !isInside(code))
  return isSafe(figure, inside) && isSafe(shown.total - figure, outside) ? figure : null
}

/**
 * Moves the small cells of a list without end, such as countries or campaigns, into the cell of the rest: otherwise the mere
 * name in the list would tell that somebody is there. Largest first; those beyond `most` go the same way.
 */
export function mergeSmall(
  control: Control,
  cells: readonly CountedCell[],
  rest: CountedCell,
  most: number
): CountedCell[] {
  const ordered = cells.toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
  const kept = ordered.filter(({ count }, place) => place < most && (control.exact ? count > 0 : count >= THRESHOLD))
  const count = rest.count + sum(cells.map((cell) => cell.count)) - sum(kept.map((cell) => cell.count))
  return control.exact && count === 0 ? kept : [...kept, { ...rest, count }]
}
