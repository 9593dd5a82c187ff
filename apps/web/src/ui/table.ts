/** One column of a `DataTable`. The cell is the slot `cell-<key>`, or the value under the key as text. */
export interface Column {
  key: string
  label: string
  sortable?: boolean
  /** Figures stand at the end, so that their digits stand below each other. */
  align?: 'start' | 'end'
  /** Long text that may break into lines; the first column always may. */
  wrap?: boolean
  /** Left out until somebody chooses it. */
  hidden?: boolean
  /** Cannot be taken away. */
  fixed?: boolean
}

export interface Sort {
  key: string
  direction: 'asc' | 'desc'
}

/** The next order after a press on a column's head: up, down, up. */
export const nextSort = (sort: Sort | undefined, key: string): Sort => ({
  key,
  direction: sort?.key === key && sort.direction === 'asc' ? 'desc' : 'asc'
})
