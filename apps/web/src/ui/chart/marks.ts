import type { Chart, Plugin } from 'chart.js'
import { figureOf, type ChartData } from './data'
import type { Theme } from './theme'

/** What our charts draw beyond Chart.js: names at the ends of lines, intervals, breaks of method, hidden cells. */
export function marks(data: () => ChartData, theme: () => Theme, type: string): Plugin {
  return {
    id: 'ponteMarks',
    afterDatasetsDraw(chart) {
      const { ctx } = chart
      ctx.save()
      ctx.font = `600 ${0.8125 * theme().rem}px ${theme().font}`
      drawBreaks(chart, data(), theme())
      data().series.forEach((series, index) => {
        drawIntervals(chart, index, series.low, series.high, theme(), type)
        drawHidden(chart, index, series.cells, theme(), type)
        if (type === 'line' && data().series.length > 1) drawName(chart, index, series.label, theme())
      })
      ctx.restore()
    }
  }
}

function drawBreaks({ ctx, chartArea, scales }: Chart, data: ChartData, theme: Theme) {
  const x = scales.x
  if (!x || x.type !== 'category') return
  for (const { at, text } of data.breaks ?? []) {
    const left = (x.getPixelForValue(at - 1) + x.getPixelForValue(at)) / 2
    ctx.strokeStyle = theme.control
    ctx.setLineDash([4, 4])
    ctx.beginPath()
    ctx.moveTo(left, chartArea.top)
    ctx.lineTo(left, chartArea.bottom)
    ctx.stroke()
    ctx.setLineDash([])
    ctx.fillStyle = theme.soft
    const roomRight = chartArea.right - left
    const fits = ctx.measureText(text).width + 8 < roomRight || roomRight > left - chartArea.left
    ctx.textAlign = fits ? 'left' : 'right'
    ctx.fillText(text, left + (fits ? 6 : -6), chartArea.top + 12)
  }
}

function drawIntervals(chart: Chart, index: number, low: Limits, high: Limits, theme: Theme, type: string) {
  const scale = type === 'horizontalBar' ? chart.scales.x : chart.scales.y
  if (!scale || !low || !high) return
  const { ctx } = chart
  ctx.strokeStyle = theme.ink
  ctx.lineWidth = 1.5
  chart.getDatasetMeta(index).data.forEach((point, place) => {
    const [from, to] = [low[place], high[place]]
    if (from === undefined || to === undefined) return
    const [a, b] = [scale.getPixelForValue(from), scale.getPixelForValue(to)]
    const across = type === 'horizontalBar'
    ctx.beginPath()
    for (const end of [a, b]) {
      ctx.moveTo(across ? end : point.x - 4, across ? point.y - 4 : end)
      ctx.lineTo(across ? end : point.x + 4, across ? point.y + 4 : end)
    }
    ctx.moveTo(across ? a : point.x, across ? point.y : a)
    ctx.lineTo(across ? b : point.x, across ? point.y : b)
    ctx.stroke()
  })
}
type Limits = readonly (number | undefined)[] | undefined

/** A small cross on the base line says that there is a figure, and that it is held back. */
function drawHidden(
  chart: Chart,
  index: number,
  cells: ChartData['series'][number]['cells'],
  theme: Theme,
  type: string
) {
  const { ctx, chartArea } = chart
  ctx.strokeStyle = theme.soft
  ctx.lineWidth = 2
  chart.getDatasetMeta(index).data.forEach((point, place) => {
    if (cells[place] !== 'hidden') return
    const x = type === 'horizontalBar' ? chartArea.left + 9 : point.x
    const y = type === 'horizontalBar' ? point.y : chartArea.bottom - 9
    ctx.beginPath()
    ctx.moveTo(x - 4, y - 4)
    ctx.lineTo(x + 4, y + 4)
    ctx.moveTo(x + 4, y - 4)
    ctx.lineTo(x - 4, y + 4)
    ctx.stroke()
  })
}

function drawName(chart: Chart, index: number, label: string, theme: Theme) {
  const points = chart.getDatasetMeta(index).data
  const last = points.reduce((found, _point, place) => {
    const figure = chart.data.datasets[index]?.data[place]
    return figureOf(figure as number | undefined) === null ? found : place
  }, -1)
  const end = points[last]
  if (!end) return
  // In ink: a name in the colour of its line would be too pale to read. It stands where the line ends.
  chart.ctx.fillStyle = theme.ink
  chart.ctx.textAlign = 'left'
  chart.ctx.textBaseline = 'middle'
  chart.ctx.fillText(label, end.x + 8, end.y)
}
