import type { StatisticsTable } from '@ponte/schema'
import { useTexts } from '../../i18n'
import { ranked, sumOf } from './tables'

type Cells = StatisticsTable['cells']

/** A table in one or two sentences: the largest categories with their shares, and how many did not say. */
export function useWords() {
  const { t, n } = useTexts()
  const percent = (ratio: number) => n(ratio, { style: 'percent', maximumFractionDigits: 0 })
  /** Few is not none: what would round to 0 % is said to be less than one. */
  const share = (count: number, all: number) =>
    count > 0 && count / all < 0.005 ? `<${percent(0.01)}` : percent(count / all)

  /** `total`: of all people. What is hidden is missing in the sum, and shares of that would be too large. */
  function largest(cells: Cells, total: number | null, most = 3) {
    const all = total ?? sumOf(cells)
    const top = ranked(cells).slice(0, most)
    if (!top.length) return t('dashboard.words.nothing')
    const list = top.map(({ label, count }) => `${label} ${n(count ?? 0)} (${share(count ?? 0, all)})`).join('; ')
    const unknown = cells.find(({ code }) => code === 'unknown')?.count
    const known = t('dashboard.words.largest', { list })
    return unknown
      ? `${known} ${t('dashboard.words.unknown', { count: n(unknown), share: share(unknown, all) })}`
      : known
  }

  function trend(cells: Cells) {
    // The last month is not over: it is neither the best nor the last to compare with.
    const full = cells.slice(0, -1)
    const best = ranked(full)[0]
    const last = full.at(-1)
    if (!best) return t('dashboard.words.nothing')
    const most = t('dashboard.words.best', { best: best.label, bestCount: n(best.count ?? 0) })
    const newest =
      last && last.count !== null && t('dashboard.words.last', { last: last.label, lastCount: n(last.count) })
    return [newest, most].filter(Boolean).join(' ')
  }

  return { largest, trend, share }
}
