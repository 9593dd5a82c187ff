import type { Dashboard, DashboardTable, Evidence } from '@ponte/schema'

export type Figure = Pick<Evidence, 'table' | 'code' | 'label' | 'value' | 'asOf'>
export type Taken = Figure | 'unknown' | 'withheld'

/** One cell of a dashboard as a figure that can be cited. What is withheld on the screen cannot be cited either. */
export function takeFigure({ tables, asOf }: Dashboard, table: DashboardTable, code: string): Taken {
  const cell = tables.find(({ name }) => name === table)?.cells.find((one) => one.code === code)
  if (!cell) return 'unknown'
  return cell.count === null ? 'withheld' : { table, code, label: cell.label, value: cell.count, asOf }
}
