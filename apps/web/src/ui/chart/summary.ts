import type { ChartData, ChartType } from './data'

type Translate = (key: string, named: Record<string, unknown>) => string

/** A chart in one or two sentences: for a line where it went, for anything else the largest and the smallest. */
export function summarise(
  data: ChartData,
  type: ChartType | undefined,
  write: (figure: number) => string,
  t: Translate
) {
  return data.series
    .slice(0, 3)
    .map(({ label, cells }) => {
      const known = cells.flatMap((cell, place) =>
        typeof cell === 'number' ? [{ cell, at: data.categories[place] }] : []
      )
      const first = known[0]
      const last = known[known.length - 1]
      if (!first || !last) return t('ui.chart.nothingKnown', { label })
      if (type === 'line')
        return t('ui.chart.fromTo', {
          label,
          from: write(first.cell),
          fromAt: first.at,
          to: write(last.cell),
          toAt: last.at
        })
      const sorted = [...known].sort((a, b) => b.cell - a.cell)
      const [most, least] = [sorted[0]!, sorted[sorted.length - 1]!]
      if (known.length === 1) return t('ui.chart.only', { label, most: most.at, mostFigure: write(most.cell) })
      return t('ui.chart.mostLeast', {
        label,
        most: most.at,
        mostFigure: write(most.cell),
        least: least.at,
        leastFigure: write(least.cell)
      })
    })
    .join(' ')
}
