import type { FrameworkPart, Indicator, InterfaceLanguage } from '@ponte/schema'
import type { FileRow, FileValue } from '../../files/csv.ts'
import type { Sheet } from '../../files/xlsx.ts'
import type { ProgressFacts } from './progress.rules.ts'
import { words } from './progress.texts.ts'

const WIDTH = 18
/** Names, definitions and notes are longer than figures. */
const WIDE = 44

const sheet = (sheetName: string, headers: readonly string[], wide: readonly number[], rows: FileRow[]): Sheet => ({
  sheetName,
  columns: headers.map((header, place) => ({ header, width: wide.includes(place) ? WIDE : WIDTH })),
  rows
})

/** Parts in reading order, each with the parts that it stands in. */
function* walk(parts: readonly FrameworkPart[], above: readonly FrameworkPart[] = []): Generator<FrameworkPart[]> {
  const parentId = above.at(-1)?.id ?? null
  for (const part of parts.filter((one) => one.parentId === parentId)) {
    yield [...above, part]
    yield* walk(parts, [...above, part])
  }
}

/** The framework as three sheets: parts with activities, indicators, and every value that was ever entered. */
export function frameworkSheets(
  { parts, activities }: ProgressFacts,
  indicators: readonly Indicator[],
  language: InterfaceLanguage
): [Sheet, ...Sheet[]] {
  const text = words[language]
  const said = (yes: boolean) => (yes ? text.yes : text.no)
  const frameworkRows = [...walk(parts)].flatMap((path): FileRow[] => {
    const part = path.at(-1)!
    const places = [0, 1, 2].map((place): FileValue => path[place]?.namePt ?? null)
    const own = activities.filter(({ outputId }) => outputId === part.id)
    return [
      [text.levels[part.level], ...places, part.namePt, part.nameEn],
      ...own.map((activity): FileRow => [
        text.levels.activity,
        ...places,
        activity.namePt,
        activity.nameEn,
        activity.seat?.institution ?? null,
        activity.startsOn,
        activity.endsOn,
        text.activityStates[activity.state],
        said(activity.isOverdue),
        activity.budgetMzn,
        activity.decision && `${activity.decision.number}/${activity.decision.year}`,
        activity.note
      ])
    ]
  })
  const partNames = new Map(parts.map(({ id, namePt }) => [id, namePt]))
  const indicatorRows = indicators.map((indicator): FileRow => {
    const last = indicator.measurements.at(-1)
    return [
      partNames.get(indicator.partId) ?? null,
      indicator.namePt,
      indicator.nameEn,
      text.units[indicator.unit],
      text.directions[indicator.direction],
      text.frequencies[indicator.frequency],
      indicator.baseline,
      indicator.baselineOn,
      indicator.target,
      indicator.targetOn,
      said(indicator.isProposal),
      last && last.value === null ? text.withheld : (last?.value ?? null),
      last?.day ?? null,
      text.states[indicator.state],
      language === 'en' ? indicator.definitionEn || indicator.definition : indicator.definition,
      language === 'en' ? indicator.sourceEn || indicator.source : indicator.source,
      said(indicator.live !== null)
    ]
  })
  const measurementRows = indicators.flatMap(({ namePt, measurements }) =>
    measurements.map(({ day, value, note, by }): FileRow => [
      namePt,
      day,
      value ?? text.withheld,
      note,
      by ?? text.system
    ])
  )
  const { framework, activity, indicators: named, course, explained, measurements } = text.sheets
  return [
    sheet(framework[0]!, [...framework.slice(1), ...activity], [1, 2, 3, 4, 5, 13], filled(frameworkRows, 14)),
    sheet(named[0]!, [...named.slice(1), ...course, ...explained], [0, 1, 2, 14, 15], indicatorRows),
    sheet(measurements[0]!, measurements.slice(1), [0, 3], measurementRows)
  ]
}

/** Every row as long as the head, so that empty cells are cells. */
const filled = (rows: readonly FileRow[], length: number): FileRow[] =>
  rows.map((row) => [...row, ...Array<null>(length - row.length).fill(null)])
