import { describe, expect, it } from '@jest/globals'
import type { Dashboard, DashboardTable } from '@ponte/schema'
import { mozambique } from '../../countries.ts'
import { BASE, THRESHOLD, type Control } from '../disclosure/disclosure.rules.ts'
import { buildDashboard, lastMonths, registeredInYear, type ExactCounts } from './dashboard.rules.ts'
import { monthLabel } from './dashboard.texts.ts'

const asOf = new Date('2026-11-23T10:00:00Z')
const exact: Control = { exact: true }
const controlled: Control = { exact: false, key: Buffer.alloc(32, 1) }
const countryNames = new Map([
  ['ZA', 'África do Sul'],
  ['PT', 'Portugal'],
  ['ER', 'Eritreia'],
  ['DE', 'Alemanha']
])

/** 1,000 people. */
const counts: ExactCounts = {
  total: 1000,
  confirmed: 920,
  counted: 1000,
  women: 400,
  men: 590,
  months: new Map([
    ['2026-09', 300],
    ['2026-10', 480],
    ['2026-11', 220]
  ]),
  birthYears: new Map([
    [2027, 1],
    [2011, 39],
    [2010, 30],
    [2008, 30],
    [2000, 500],
    [1961, 300],
    [1930, 100]
  ]),
  countries: new Map([
    ['DE', 4],
    ['PT', 300],
    ['ZA', 690],
    ['ER', 6]
  ]),
  campaigns: new Map([
    ['none', 883],
    ['RADIO-JHB', 110],
    ['XYZ', 7]
  ]),
  provinces: new Map([
    ['MZ-G', 200],
    ['MZ-I', 150],
    ['MZ-P', 12]
  ])
}
const build = (control: Control, changes: Partial<ExactCounts> = {}) =>
  buildDashboard({
    counts: { ...counts, ...changes },
    control,
    asOf,
    postName: null,
    language: 'pt',
    countryNames,
    divisions: mozambique.divisions
  })
const cells = (dashboard: Dashboard, table: DashboardTable) =>
  dashboard.tables.find(({ name }) => name === table)!.cells
const pairs = (dashboard: Dashboard, table: DashboardTable) =>
  cells(dashboard, table).map(({ code, count }) => [code, count])

describe('the dashboard of an officer', () => {
  const dashboard = build(exact)

  it('has exact figures', () => {
    expect(dashboard.disclosure).toEqual({ exact: true, threshold: THRESHOLD, base: BASE })
    expect(dashboard.figures).toEqual({ total: 1000, confirmed: 920, thisMonth: 220, lastMonth: 480 })
    expect(pairs(dashboard, 'sex')).toEqual([
      ['woman', 400],
      ['man', 590],
      ['not-said', 10]
    ])
    expect(dashboard.tables.every(({ hidden }) => hidden === 0)).toBe(true)
  })

  it('lists every country and campaign by size', () => {
    expect(cells(dashboard, 'country')).toEqual([
      { code: 'ZA', label: 'África do Sul', count: 690 },
      { code: 'PT', label: 'Portugal', count: 300 },
      { code: 'ER', label: 'Eritreia', count: 6 },
      { code: 'DE', label: 'Alemanha', count: 4 }
    ])
    expect(pairs(dashboard, 'campaign')).toEqual([
      ['RADIO-JHB', 110],
      ['XYZ', 7],
      ['none', 883]
    ])
  })

  it('shows 60 months, also those without registrations', () => {
    const trend = cells(dashboard, 'trend')
    expect(trend).toHaveLength(60)
    expect(trend[0]).toEqual({ code: '2021-12', label: 'dezembro de 2021', count: 0 })
    expect(trend.at(-1)).toEqual({ code: '2026-11', label: 'novembro de 2026', count: 220 })
  })

  it('counts ages by the year of birth', () => {
    expect(pairs(dashboard, 'age')).toEqual([
      ['0-15', 40],
      ['16-17', 30],
      ['18-24', 30],
      ['25-34', 500],
      ['35-44', 0],
      ['45-54', 0],
      ['55-64', 0],
      ['65+', 400]
    ])
  })

  it('shows all eleven provinces and who did not say', () => {
    const provinces = pairs(dashboard, 'province')
    expect(provinces).toHaveLength(12)
    expect(provinces.at(-1)).toEqual(['unknown', 638])
  })

  it.each(['trend', 'country', 'sex', 'age', 'province', 'campaign'] as const)(
    'adds up to everybody by %s',
    (table) => {
      expect(cells(dashboard, table).reduce((sum, { count }) => sum + count!, 0)).toBe(1000)
    }
  )
})

describe('the dashboard of an analyst', () => {
  const dashboard = build(controlled)

  it('shows multiples of five from ten on, and nothing else', () => {
    const all = [
      ...Object.values(dashboard.figures),
      ...dashboard.tables.flatMap((table) => table.cells.map(({ count }) => count))
    ]
    for (const count of all)
      if (count !== null && count !== 0) expect([count % BASE, count >= THRESHOLD]).toEqual([0, true])
  })

  it('gathers small countries, so that nobody learns where a single person lives', () => {
    expect(cells(dashboard, 'country').map(({ code }) => code)).toEqual(['ZA', 'PT', 'other'])
    expect(cells(dashboard, 'country').at(-1)!.label).toBe('Outros países')
    expect(cells(dashboard, 'campaign').map(({ code }) => code)).toEqual(['RADIO-JHB', 'none'])
  })

  it('hides zeros but those of months before the registry', () => {
    expect(
      cells(dashboard, 'age')
        .filter(({ code }) => ['35-44', '45-54', '55-64'].includes(code))
        .map(({ count }) => count)
    ).toEqual([null, null, null])
    expect(cells(dashboard, 'trend')[0]!.count).toBe(0)
    expect(
      build(controlled, {
        months: new Map([
          ['2026-01', 500],
          ['2026-11', 500]
        ])
      }).tables[0]!.hidden
    ).toBe(9)
  })

  it('gives this month and the last the numbers of the trend', () => {
    expect([dashboard.figures.lastMonth, dashboard.figures.thisMonth]).toEqual(
      cells(dashboard, 'trend')
        .slice(-2)
        .map(({ count }) => count)
    )
  })

  it('does not tell how few are unconfirmed', () => {
    expect(build(controlled, { confirmed: 995 }).figures.confirmed).toBeNull()
  })

  it('shows nothing of an empty registry', () => {
    const empty = build(controlled, {
      total: 0,
      confirmed: 0,
      counted: 0,
      women: 0,
      men: 0,
      months: new Map(),
      birthYears: new Map(),
      countries: new Map(),
      campaigns: new Map(),
      provinces: new Map()
    })
    expect(Object.values(empty.figures)).toEqual([null, null, null, null])
    expect(empty.tables.every((table) => table.cells.every(({ count }) => count === null))).toBe(true)
  })

  it('orders by what is shown, not by the truth', () => {
    const shown = cells(
      build(controlled, {
        countries: new Map([
          ['ZA', 501],
          ['PT', 499],
          ['DE', 500]
        ])
      }),
      'country'
    )
    const tied = shown.filter(({ count }) => count === 500).map(({ label }) => label)
    expect(tied).toEqual([...tied].sort())
  })
})

describe('people who registered in the last twelve complete months', () => {
  const months = (...entries: [string, number][]) => ({ ...counts, months: new Map(entries) })

  it('are one figure, without the month that is not over', () => {
    expect(registeredInYear(counts, exact, asOf)).toBe(780)
    expect(registeredInYear(counts, controlled, asOf)).toBe(780)
  })

  it('are shown though one month among them is withheld, and not before there are enough', () => {
    const year = months(['2026-07', 300], ['2026-08', 4], ['2026-09', 250], ['2026-10', 320], ['2026-11', 90])
    expect(registeredInYear(year, controlled, asOf)).toBeGreaterThanOrEqual(870)
    expect(registeredInYear(months(['2026-10', 7], ['2026-11', 90]), controlled, asOf)).toBeNull()
  })
})

describe('months', () => {
  it('go over the turn of the year', () => {
    expect(lastMonths(new Date('2026-01-31T23:59:59Z')).slice(-3)).toEqual(['2025-11', '2025-12', '2026-01'])
  })

  it('have names in both languages', () => {
    expect([monthLabel('2026-03', 'pt'), monthLabel('2026-03', 'en')]).toEqual(['março de 2026', 'March 2026'])
  })
})
