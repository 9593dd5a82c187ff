import { type Dashboard, type DashboardTable, type InterfaceLanguage, type StatisticsTable } from '@ponte/schema'
import type { Division } from '../../countries.ts'
import {
  BASE,
  disclose,
  disclosePart,
  mergeSmall,
  THRESHOLD,
  type Control,
  type CountedCell
} from '../disclosure/disclosure.rules.ts'
import { monthLabel, words } from './dashboard.texts.ts'

const MONTHS = 60
/** No more than these stand by name; the rest is one cell. */
const COUNTRIES_MAX = 300
const CAMPAIGNS_MAX = 50

/** First years of the age bands; who is younger than the first is in it too. */
const BANDS = [0, 16, 18, 25, 35, 45, 55, 65] as const

/** Exact counts of a scope, before disclosure control: never to be sent as they are. */
export interface ExactCounts {
  /** Everybody in the registry. */
  total: number
  confirmed: number
  /** Those whom the tables count: everybody of a post, only the confirmed of the whole registry. */
  counted: number
  women: number
  men: number
  /** "2026-11" → people. */
  months: Map<string, number>
  birthYears: Map<number, number>
  countries: Map<string, number>
  /** "none" holds those who came without a campaign. */
  campaigns: Map<string, number>
  /** Of those who said. */
  provinces: Map<string, number>
}

const sumOf = (counts: Iterable<number>) => [...counts].reduce((sum, count) => sum + count, 0)
const toCells = (counts: ReadonlyMap<string, number>): CountedCell[] =>
  [...counts].map(([code, count]) => ({ code, count }))

/** The last 60 months, "2021-12" to "2026-11", this one included. */
export const lastMonths = (now: Date): string[] =>
  Array.from({ length: MONTHS }, (_, place) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS + 1 + place, 1)).toISOString().slice(0, 7)
  )

/** A month before the first registration is zero because the registry was not there. */
function trendCells({ months }: ExactCounts, now: Date): CountedCell[] {
  const first = [...months.keys()].sort()[0]
  return lastMonths(now).map((code) => ({
    code,
    count: months.get(code) ?? 0,
    structural: first !== undefined && code < first
  }))
}

const YEAR_MONTHS = 12

/**
 * People who registered in the last twelve complete months, as one figure that may be shown. This month is not over, and its
 * cell would be small in every one of its first days.
 */
export function registeredInYear(counts: ExactCounts, control: Control, asOf: Date): number | null {
  const inside = new Set(lastMonths(asOf).slice(-YEAR_MONTHS - 1, -1))
  return disclosePart(control, 'trend', `until-${[...inside].at(-1)}`, trendCells(counts, asOf), (code) =>
    inside.has(code)
  )
}

const bandCode = (place: number) =>
  place === BANDS.length - 1 ? `${BANDS[place]}+` : `${BANDS[place]}-${BANDS[place + 1]! - 1}`

/** By the age that somebody has or reaches this year: for most people only the year of birth is known. */
function ageCells({ birthYears }: ExactCounts, now: Date): CountedCell[] {
  const counts = BANDS.map(() => 0)
  for (const [year, count] of birthYears) {
    const age = now.getUTCFullYear() - year
    counts[
      Math.max(
        0,
        BANDS.findLastIndex((from) => age >= from)
      )
    ]! += count
  }
  return counts.map((count, place) => ({ code: bandCode(place), count }))
}

const provinceCells = ({ provinces: said, counted }: ExactCounts, divisions: readonly Division[]): CountedCell[] => [
  ...divisions.map(({ code }) => ({ code, count: said.get(code) ?? 0 })),
  { code: 'unknown', count: counted - sumOf(divisions.map(({ code }) => said.get(code) ?? 0)) }
]

/** A code that hardly anybody came with may be a slip of the pen: it counts as none. */
function campaignCells({ campaigns }: ExactCounts, control: Control): CountedCell[] {
  const named = new Map([...campaigns].filter(([code]) => code !== 'none'))
  return mergeSmall(control, toCells(named), { code: 'none', count: campaigns.get('none') ?? 0 }, CAMPAIGNS_MAX)
}

const cellsOf: Record<
  DashboardTable,
  (counts: ExactCounts, control: Control, now: Date, divisions: readonly Division[]) => CountedCell[]
> = {
  trend: (counts, _control, now) => trendCells(counts, now),
  country: ({ countries }, control) =>
    mergeSmall(control, toCells(countries), { code: 'other', count: 0 }, COUNTRIES_MAX),
  sex: ({ counted, women, men }) => [
    { code: 'woman', count: women },
    { code: 'man', count: men },
    { code: 'not-said', count: counted - women - men }
  ],
  age: (counts, _control, now) => ageCells(counts, now),
  province: (counts, _control, _now, divisions) => provinceCells(counts, divisions),
  campaign: (counts, control) => campaignCells(counts, control)
}

/** Lists by size are ordered by what is shown: the order of the truth would tell more. Cells that gather the rest come last. */
const LAST = ['other', 'none', 'unknown']
const bySize: DashboardTable[] = ['country', 'campaign']
type Cell = StatisticsTable['cells'][number]
const compare = (a: Cell, b: Cell) =>
  LAST.indexOf(a.code) - LAST.indexOf(b.code) || (b.count ?? -1) - (a.count ?? -1) || (a.label < b.label ? -1 : 1)

export interface DashboardFacts {
  counts: ExactCounts
  control: Control
  /** The moment whose state the counts show. */
  asOf: Date
  postName: string | null
  language: InterfaceLanguage
  countryNames: ReadonlyMap<string, string>
  /** Of the country of origin. */
  divisions: readonly Division[]
}

/** The dashboard as it may be shown, with every number gone through disclosure control. */
export function buildDashboard({
  counts,
  control,
  asOf,
  postName,
  language,
  countryNames,
  divisions
}: DashboardFacts): Dashboard {
  const own = words[language].cells
  const labels: Record<DashboardTable, (code: string) => string> = {
    trend: (code) => monthLabel(code, language),
    country: (code) => own[`country.${code}`] ?? countryNames.get(code) ?? code,
    sex: (code) => own[`sex.${code}`] ?? code,
    age: (code) => words[language].ages(code),
    province: (code) =>
      own[`province.${code}`] ?? divisions.find((division) => division.code === code)?.[language] ?? code,
    campaign: (code) => own[`campaign.${code}`] ?? code
  }
  const tables = (Object.keys(cellsOf) as DashboardTable[]).map((name): StatisticsTable => {
    const { cells, hidden } = disclose(control, name, cellsOf[name](counts, control, asOf, divisions))
    const named = cells.map(({ code, count }) => ({ code, label: labels[name](code), count }))
    return { name, cells: bySize.includes(name) ? named.sort(compare) : named, hidden }
  })
  const { cells: states, total } = disclose(control, 'status', [
    { code: 'confirmed', count: counts.confirmed },
    { code: 'pending', count: counts.total - counts.confirmed }
  ])
  const months = tables[0]!.cells
  return {
    asOf: asOf.toISOString(),
    scope: { postName },
    people: control.exact ? 'all' : 'confirmed',
    disclosure: { exact: control.exact, threshold: THRESHOLD, base: BASE },
    // The months are those of the trend: the same people, so the same numbers.
    figures: { total, confirmed: states[0]!.count, thisMonth: months.at(-1)!.count, lastMonth: months.at(-2)!.count },
    tables
  }
}
