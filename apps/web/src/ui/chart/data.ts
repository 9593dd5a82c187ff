/** A figure; or held back, since it would single somebody out; or not known. Neither is zero. */
export type Cell = number | 'hidden' | 'unknown'

export interface Series {
  label: string
  cells: readonly Cell[]
  /** Limits of an interval around each figure, where there is one. */
  low?: readonly (number | undefined)[]
  high?: readonly (number | undefined)[]
}

/** A place on the line of categories where the method changed: what lies before and after is not compared. */
export interface Break {
  at: number
  text: string
}

export interface ChartData {
  categories: readonly string[]
  series: readonly Series[]
  breaks?: readonly Break[]
}

export type ChartType = 'line' | 'bar' | 'horizontalBar'

export const figureOf = (cell: Cell | undefined) => (typeof cell === 'number' ? cell : null)
