import type {
  InterfaceLanguage,
  listReferences,
  Output,
  Post,
  ReferenceComparison,
  ReferenceFigure
} from '@ponte/schema'
import { words } from './references.texts.ts'

/** One figure as it is stored; `all` is every destination. */
export interface Population {
  source: string
  revision: string
  definition: string
  year: number
  destination: string
  value: number
  approximate: boolean
}

/** The countries that somebody asks about, and which of them only in part; null for all of them. */
export type Scope = ReadonlyMap<string, { partOnly: boolean }> | null

interface Naming {
  language: InterfaceLanguage
  countryNames: ReadonlyMap<string, string>
}

const PARTS_MAX = 6
/** Large communities that no revision names. Left out they would be read as nothing; they stand there as unknown. */
const UNNAMED = ['DE', 'US']
/** In the order in which they are read. */
const ORDER = ['un-desa', 'census-portugal', 'electoral-administration', 'economic-plan']

/** The countries of a post: those of its jurisdictions; for the rest of the world, every one that no other post has. */
export function scopeOf(post: Post, posts: readonly Post[], destinations: readonly string[]): NonNullable<Scope> {
  const own = new Map(
    post.jurisdictions.map(({ country, area }) => [
      country,
      { partOnly: !!area && !post.jurisdictions.some((place) => place.country === country && !place.area) }
    ])
  )
  if (!post.restOfWorld) return own
  const taken = new Set(
    posts.flatMap(({ active, jurisdictions }) => (active ? jurisdictions.map(({ country }) => country) : []))
  )
  const rest = destinations.filter((country) => !taken.has(country)).map((country) => [country, { partOnly: false }])
  return new Map([...own, ...(rest as [string, { partOnly: boolean }][])])
}

const bySize = (a: { value: number }, b: { value: number }) => b.value - a.value
const seriesOf = ({ source, revision, definition, year }: Population) => [source, revision, definition, year].join('/')
const isOfUnDesa = ({ source }: Population) => source === 'un-desa'

/** The last year of each revision: the one that the revision is known by. */
const isLatest = (row: Population, rows: readonly Population[]) =>
  !rows.some(({ source, revision, year }) => source === row.source && revision === row.revision && year > row.year)

function toFigure(row: Population, parts: readonly Population[], isComplete: boolean, naming: Naming): ReferenceFigure {
  const { sources, definitions } = words[naming.language]
  const country = row.destination === 'all' ? null : row.destination
  const nameOf = (code: string) => naming.countryNames.get(code) ?? code
  return {
    code: `${seriesOf(row)}/${row.destination}`,
    source: sources[row.source] ?? row.source,
    revision: row.revision,
    year: row.year,
    definition: definitions[`${row.source}/${row.definition}`] ?? definitions[row.definition] ?? row.definition,
    country,
    label: country && nameOf(country),
    value: row.value,
    approximate: row.approximate,
    destinations: isComplete ? parts.length : null,
    parts: [...parts]
      .sort(bySize)
      .slice(0, PARTS_MAX)
      .map(({ destination, value, approximate }) => ({
        country: destination,
        label: nameOf(destination),
        value,
        approximate
      }))
  }
}

/** One figure of a series: the whole as its source names it, or as its destinations add up; or the one place it is about. */
function figureOf(rows: Population[], naming: Naming): ReferenceFigure[] {
  const whole = rows.find(({ destination }) => destination === 'all')
  const parts = rows.filter((row) => row !== whole)
  const [first] = parts
  if (whole) return [toFigure(whole, parts, false, naming)]
  if (!first || !isOfUnDesa(first)) return parts.map((part) => toFigure(part, [], false, naming))
  const value = parts.reduce((sum, part) => sum + part.value, 0)
  return [toFigure({ ...first, destination: 'all', value }, parts, true, naming)]
}

/** The figures by their names. Inside a scope only those of its countries; UN DESA's then stand in the comparison. */
function listFigures(rows: readonly Population[], scope: Scope, naming: Naming): ReferenceFigure[] {
  const shown = scope
    ? rows.filter((row) => !isOfUnDesa(row) && scope.has(row.destination))
    : rows.filter((row) => !isOfUnDesa(row) || isLatest(row, rows))
  const groups = Map.groupBy(
    shown.toSorted((a, b) => ORDER.indexOf(a.source) - ORDER.indexOf(b.source) || b.revision.localeCompare(a.revision)),
    seriesOf
  )
  return [...groups.values()].flatMap((group) => figureOf(group, naming))
}

/** Both revisions side by side, destination by destination. What a revision does not name stays unknown. */
function compare(rows: readonly Population[], scope: Scope, naming: Naming): ReferenceComparison {
  const stock = rows.filter(isOfUnDesa)
  const series = [...new Map(stock.map((row) => [seriesOf(row), { revision: row.revision, year: row.year }])).values()]
  series.sort((a, b) => a.revision.localeCompare(b.revision) || a.year - b.year)
  const values = new Map(stock.map((row) => [`${row.revision}/${row.year}/${row.destination}`, row.value]))
  const countries = scope
    ? [...scope.keys()]
    : [...new Set([...stock.map(({ destination }) => destination), ...UNNAMED])]
  const destinations = countries.map((country) => ({
    country,
    label: naming.countryNames.get(country) ?? country,
    partOnly: scope?.get(country)?.partOnly ?? false,
    values: series.map(({ revision, year }) => values.get(`${revision}/${year}/${country}`) ?? null)
  }))
  const newest = ({ values }: (typeof destinations)[number]) => values.findLast((value) => value !== null) ?? -1
  const { sources, definitions } = words[naming.language]
  return {
    source: sources['un-desa']!,
    definition: definitions['un-desa/born-in']!,
    series,
    destinations: destinations.sort((a, b) => newest(b) - newest(a) || a.label.localeCompare(b.label, naming.language))
  }
}

/** What is shown beside the registry's own figures. */
export const buildReferences = (
  rows: readonly Population[],
  scope: Scope,
  postName: string | null,
  naming: Naming
): Output<typeof listReferences> => ({
  postName,
  figures: listFigures(rows, scope, naming),
  comparison: compare(rows, scope, naming)
})
