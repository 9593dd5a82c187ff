import type { Dashboard, DashboardTable, StatisticsTable } from '@ponte/schema'
import { computed } from 'vue'
import { useTexts } from '../../i18n'
import type { ChartType } from '../../ui/chart/data'
import { ranked, tableOf, toChart } from './tables'
import { useWords } from './words'

const CAMPAIGNS_SHOWN = 15
/** A map of the world that has one or two countries to show says less than two bars. */
const COUNTRIES_FOR_A_MAP = 3

/** What each figure of the dashboard draws and says. */
export function useCharts(dashboard: () => Dashboard) {
  const { t } = useTexts()
  const words = useWords()
  const cells = (name: DashboardTable) => tableOf(dashboard(), name).cells
  const hasMap = computed(() => cells('country').filter(({ count }) => count !== 0).length >= COUNTRIES_FOR_A_MAP)

  const chart = (table: DashboardTable, shown: StatisticsTable['cells'], type?: ChartType) => ({
    dashboard: dashboard(),
    table,
    type,
    data: toChart(shown, t('dashboard.people')),
    summary: table === 'trend' ? words.trend(shown) : words.largest(cells(table), dashboard().figures.total)
  })
  /** Bands by their code: "18–24" is short enough to stand below a bar. */
  const ages = () => cells('age').map((cell) => ({ ...cell, label: cell.code.replace('-', '–') }))

  const charts = computed(() => ({
    trend: chart('trend', cells('trend'), 'line'),
    country: chart('country', cells('country'), hasMap.value ? undefined : 'horizontalBar'),
    sex: chart('sex', cells('sex'), 'horizontalBar'),
    age: chart('age', ages(), 'bar'),
    province: chart('province', cells('province')),
    campaign: chart('campaign', ranked(cells('campaign')).slice(0, CAMPAIGNS_SHOWN), 'horizontalBar')
  }))
  return { charts, cells, hasMap }
}
