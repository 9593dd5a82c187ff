import type { Dashboard, DashboardTable, StatisticsTable } from '@ponte/schema'
import type { Cell, ChartData } from '../../ui/chart/data'
import type { Place } from '../../ui/map/amounts'

/** Codes that name no category: nobody said, or all the small ones together. */
export const notAPlace = ['unknown', 'none', 'other', 'rest']
type StatisticsCell = StatisticsTable['cells'][number]

export const tableOf = (dashboard: Dashboard, name: DashboardTable): StatisticsTable =>
  dashboard.tables.find((table) => table.name === name) ?? { name, cells: [], hidden: 0 }

const cellOf = ({ count }: StatisticsCell): Cell => count ?? 'hidden'

/** A table of the server for a drawing: a count that is not shown is held back, never zero. */
export const toChart = (cells: readonly StatisticsCell[], label: string): ChartData => ({
  categories: cells.map((cell) => cell.label),
  series: [{ label, cells: cells.map(cellOf) }]
})

export const toPlaces = (cells: readonly StatisticsCell[]): Place[] =>
  cells.filter(({ code }) => !notAPlace.includes(code)).map((cell) => ({ code: cell.code, cell: cellOf(cell) }))

/** What is shown, added up; what is hidden is missing in it. */
export const sumOf = (cells: readonly StatisticsCell[]) => cells.reduce((sum, { count }) => sum + (count ?? 0), 0)

/** Categories with figures, largest first. */
export const ranked = (cells: readonly StatisticsCell[]) =>
  cells
    .filter(({ code, count }) => count !== null && count > 0 && !notAPlace.includes(code))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
