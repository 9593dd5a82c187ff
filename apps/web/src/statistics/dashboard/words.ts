import type { StatisticsTable } from '@ponte/schema'
import { useI18n } from 'vue-i18n'
import { ranked, sumOf } from './tables'

type Cells = StatisticsTable['cells']

/** A table in one or two sentences: the largest categories with their shares, and how many did not say. */
export function useWords() {
  const { t, n } = useI18n({ useScope: 'global' })
  const percent = (ratio: number) => n(ratio, { style: 'percent', maximumFractionDigits: 0 })
  /** Few is not none: what would round to 0 % is said to be less than one. */
  const share = (count: number, all: number) =>
    count > 0 && count / all < 0.005 ? `<${percent(0.01)}` : percent(count / all)

  function largest(cells: Cells, most = 3) {
    const all = sumOf(cells)
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
    const full = cells.slice(0, -1).filter(({ count }) => count !== null)
    const best = ranked(full)[0]
    const last = full.at(-1)
    if (!best || !last) return t('dashboard.words.nothing')
    return t('dashboard.words.trend', {
      best: best.label,
      bestCount: n(best.count ?? 0),
      last: last.label,
      lastCount: n(last.count ?? 0)
    })
  }

  return { largest, trend, share }
}
