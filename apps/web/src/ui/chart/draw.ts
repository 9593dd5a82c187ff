import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration
} from 'chart.js'
import { linesOf } from './lines'
import { figureOf, type ChartData, type ChartType } from './data'
import { marks } from './marks'
import { readTheme } from './theme'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip
)

export interface Drawing {
  update(data: ChartData): void
  retheme(): void
  destroy(): void
}

/** Draws on a canvas and keeps the drawing up to date in place. This module brings Chart.js and is loaded when needed. */
export function draw(
  canvas: HTMLCanvasElement,
  type: ChartType,
  first: ChartData,
  format: (figure: number) => string
): Drawing {
  let data = first
  let theme = readTheme()
  const across = type === 'horizontalBar'
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches

  const datasets = () =>
    data.series.map((series, index) => {
      const hue = data.series.length === 1 ? theme.work : (theme.kinds[index % theme.kinds.length] ?? theme.work)
      return {
        label: series.label,
        data: series.cells.map(figureOf),
        borderColor: hue,
        backgroundColor: hue,
        borderWidth: type === 'line' ? 2.5 : 0,
        borderRadius: 2,
        maxBarThickness: 40,
        pointRadius: series.cells.length > 24 ? 0 : 3,
        pointHoverRadius: 6,
        // A line does not run over a gap or a change of method, as if nothing were missing there.
        spanGaps: false,
        segment: { borderColor: (at: { p1DataIndex: number }) => (isBreak(at.p1DataIndex) ? 'transparent' : undefined) }
      }
    })
  const isBreak = (place: number) => !!data.breaks?.some(({ at }) => at === place)

  /** Room at the right for the names of the lines. */
  const room = () =>
    type === 'line' && data.series.length > 1
      ? 12 + Math.max(...data.series.map(({ label }) => label.length)) * 0.5 * theme.rem
      : 8

  const options = (): ChartConfiguration['options'] => {
    const font = { family: theme.font, size: 0.8125 * theme.rem }
    const amounts = {
      beginAtZero: true,
      grid: { color: theme.line, drawTicks: false },
      border: { display: false },
      ticks: {
        color: theme.soft,
        font,
        maxTicksLimit: 6,
        autoSkipPadding: 12,
        // There is no half a person.
        precision: 0,
        padding: 8,
        callback: (tick: unknown) => format(Number(tick))
      }
    }
    const categories = {
      grid: { display: false },
      border: { color: theme.control },
      ticks: {
        color: theme.ink,
        font,
        maxRotation: 0,
        autoSkipPadding: 12,
        autoSkip: !across,
        // Names beside the bars leave a phone no room in one line.
        ...(across ? { callback: (_: unknown, place: number) => linesOf(data.categories[place] ?? '') } : {})
      }
    }
    return {
      indexAxis: across ? 'y' : 'x',
      maintainAspectRatio: false,
      animation: still ? false : { duration: 140 },
      layout: { padding: { right: room(), top: 8 } },
      interaction: { mode: 'index', axis: across ? 'y' : 'x', intersect: false },
      scales: across ? { x: amounts, y: categories } : { x: categories, y: amounts },
      plugins: {
        tooltip: {
          backgroundColor: theme.ink,
          titleColor: theme.surface,
          bodyColor: theme.surface,
          titleFont: font,
          bodyFont: font,
          padding: 10,
          cornerRadius: 6,
          displayColors: data.series.length > 1,
          callbacks: {
            label: ({ dataset, raw }) =>
              `${data.series.length > 1 ? `${dataset.label}: ` : ''}${typeof raw === 'number' ? format(raw) : '–'}`
          }
        }
      }
    }
  }

  const chart = new Chart(canvas, {
    type: type === 'line' ? 'line' : 'bar',
    data: { labels: [...data.categories], datasets: datasets() },
    options: options(),
    plugins: [
      marks(
        () => data,
        () => theme,
        type
      )
    ]
  })

  const refresh = () => {
    chart.data.labels = [...data.categories]
    // The same objects are kept, so that Chart.js moves from old to new instead of starting again.
    const next = datasets()
    chart.data.datasets = next.map((set, index) => Object.assign(chart.data.datasets[index] ?? {}, set))
    chart.options = options() as never
    chart.update()
  }
  return {
    update(changed) {
      data = changed
      refresh()
    },
    retheme() {
      theme = readTheme()
      refresh()
    },
    destroy: () => chart.destroy()
  }
}
