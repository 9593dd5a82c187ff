import type { Cell } from '../chart/data'

/** A figure of one place: ISO 3166-1 letters for a country, ISO 3166-2 for a province. */
export interface Place {
  code: string
  cell: Cell
}

/** Rounded to one or two leading digits, as a person would choose it. */
function round(figure: number) {
  if (figure < 10) return Math.max(1, Math.round(figure))
  const unit = Math.pow(10, Math.floor(Math.log10(figure)) - (figure < 100 ? 0 : 1)) * (figure < 100 ? 1 : 5)
  return Math.round(figure / unit) * unit
}

/**
 * The lower edges of up to five classes with about as many places in each: amounts of a diaspora are so uneven that classes
 * of equal width would put all but one country into the lightest.
 */
export function classEdges(places: readonly Place[], classes = 5) {
  const figures = places
    .flatMap(({ cell }) => (typeof cell === 'number' && cell > 0 ? [cell] : []))
    .sort((a, b) => a - b)
  const edges = [1]
  for (let step = 1; step < classes; step++) {
    const edge = round(figures[Math.floor((figures.length * step) / classes)] ?? 0)
    // Rounded up it may lie above the largest figure, and nothing would be in its class.
    if (edge > (edges[edges.length - 1] ?? 0) && edge <= (figures[figures.length - 1] ?? 0)) edges.push(edge)
  }
  return edges
}

/** 0 for none at all, then 1 to 5; spread over the scale where there are fewer classes. */
export function levelOf(cell: Cell | undefined, edges: readonly number[]): number | 'hidden' | 'unknown' {
  if (cell === undefined || cell === 'unknown') return 'unknown'
  if (cell === 'hidden') return 'hidden'
  if (cell <= 0) return 0
  const place = edges.filter((edge) => cell >= edge).length
  return Math.max(1, Math.round((place * 5) / edges.length))
}
