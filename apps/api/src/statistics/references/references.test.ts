import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { listReferences, Output } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { seedReferences } from './references.commands.ts'

type References = Output<typeof listReferences>

let product: TestProduct
let analyst: Person
beforeAll(async () => {
  product = await startTestProduct()
  analyst = await addStaff(product, 'analyst')
})
afterAll(() => product.close())

const read = async (person: Person, query = '') =>
  (await product.send('GET', `/statistics/references${query}`, { headers: person.headers })).json<References>()
const rowOf = ({ comparison }: References, code: string) =>
  comparison.destinations.find(({ country }) => country === code)
const officerOf = async (post: string) => read(await addStaff(product, 'officer', post))
const countFigures = async () =>
  (await product.sql<{ n: number }>('select count(*)::int as n from reference_figures'))[0]!.n

describe('the outside figures', () => {
  it('stand each by its own name, with year, revision and what it counts', async () => {
    const { figures, postName } = await read(analyst, '?language=en')
    expect(postName).toBeNull()
    expect(figures.map(({ year, revision, label, value }) => [year, revision, label, value])).toEqual([
      [2024, '2024', null, 702_796],
      [2020, '2020', null, 640_160],
      [2021, '2021', 'Portugal', 65_270],
      [2024, '2024', null, 333_839],
      [2026, '2026', null, 267_126]
    ])
    for (const { source, definition } of figures) {
      expect(source).toMatch(/United Nations|Portugal|Electoral|plan/)
      expect(definition).toMatch(/born in Mozambique|Voters|mobilise/)
    }
  })

  it('say how many destinations add up to them, and name the largest', async () => {
    const [newest, older, , voters] = (await read(analyst)).figures
    expect([newest!.destinations, older!.destinations, voters!.destinations]).toEqual([38, 54, null])
    expect(newest!.parts.map(({ country, value }) => [country, value])).toEqual([
      ['ZA', 412_058],
      ['ZW', 126_753],
      ['PT', 90_640],
      ['MW', 39_156],
      ['TZ', 14_166],
      ['SZ', 10_136]
    ])
    expect(voters!.parts.map(({ country, value, approximate }) => [country, value, approximate])).toEqual([
      ['ZA', 203_000, true],
      ['PT', 1_177, false],
      ['DE', 670, false]
    ])
  })

  it('are laid side by side by destination, since the revisions disagree about the same year', async () => {
    const references = await read(analyst)
    expect(references.comparison.series).toEqual([
      { revision: '2020', year: 2020 },
      { revision: '2024', year: 2020 },
      { revision: '2024', year: 2024 }
    ])
    expect(rowOf(references, 'ZA')?.values).toEqual([350_463, 413_226, 412_058])
    expect(rowOf(references, 'GB')?.values).toEqual([6_092, null, null])
    expect(references.comparison.destinations[0]!.country).toBe('ZA')
  })

  it('are unknown, not zero, where no revision names a destination', async () => {
    const references = await read(analyst)
    for (const country of ['DE', 'US']) expect(rowOf(references, country)?.values).toEqual([null, null, null])
    expect(rowOf(references, 'LV')?.values).toEqual([0, 0, 0])
  })

  it('speak the language that is asked for', async () => {
    expect(rowOf(await read(analyst), 'ZA')?.label).toBe('África do Sul')
    expect(rowOf(await read(analyst, '?language=en'), 'ZA')?.label).toBe('South Africa')
    expect((await product.send('GET', '/statistics/references?language=fr', analyst)).statusCode).toBe(400)
  })
})

describe('an officer', () => {
  it('sees the figures of the post’s countries only', async () => {
    const { postName, figures, comparison } = await officerOf('Portugal')
    expect(postName).toContain('Portugal')
    expect(figures.map(({ country, value }) => [country, value])).toEqual([
      ['PT', 65_270],
      ['PT', 1_177]
    ])
    expect(comparison.destinations.map(({ country, values }) => [country, values[0], values[2]])).toContainEqual([
      'PT',
      expect.any(Number),
      90_640
    ])
    expect(comparison.destinations.map(({ country }) => country)).not.toContain('ZA')
  })

  it('is told that the figures are of the whole country where the post serves a part of it', async () => {
    const { comparison } = await officerOf('Joanesburgo')
    expect(comparison.destinations.map(({ country, partOnly }) => [country, partOnly])).toContainEqual(['ZA', true])
  })

  it('are compared for the institute where no post answers, country by country and never as one sum', async () => {
    const { postName, comparison } = await officerOf('INACE')
    expect(postName).toBe('INACE, Maputo')
    const countries = comparison.destinations.map(({ country }) => country)
    expect(countries.length).toBeGreaterThan(0)
    for (const other of ['all', 'ZA', 'PT', 'MW']) expect(countries).not.toContain(other)
  })

  it('sees a country that no revision names as unknown', async () => {
    const germany = await officerOf('Alemanha')
    expect(rowOf(germany, 'DE')?.values).toEqual([null, null, null])
    expect(germany.figures.map(({ value }) => value)).toEqual([670])
  })
})

describe('seeding', () => {
  it('holds every destination, year and sex of both revisions, and what else is kept', async () => {
    expect(await countFigures()).toBe(682 * 3 + 336 + 177 + 6)
    const [joined] = await product.sql(
      `select count(*)::int as n from reference_figures where source = 'un-desa' and sex = 'all' and year = 2020 and destination = 'ZA'`
    )
    expect(joined).toEqual({ n: 2 })
    const remittances = await product.sql(
      `select source, round(value / 1e5) / 10 as millions from reference_figures where definition = 'remittances-received' and year = 2022 order by source`
    )
    expect(remittances).toEqual([
      { source: 'finance-ministry', millions: 544.8 },
      { source: 'world-bank', millions: 246.1 }
    ])
  })

  it('changes nothing at the next start, and brings everything back when the files have changed', async () => {
    const before = await countFigures()
    expect(await seedReferences(product.services)).toBe(false)
    await product.sql(`update facts set value = '"an older edition"' where name = 'reference-figures'`)
    await product.sql(`update reference_figures set value = 1 where definition = 'voters'`)
    expect(await Promise.all([seedReferences(product.services), seedReferences(product.services)])).toContain(true)
    expect(await countFigures()).toBe(before)
    expect((await read(analyst)).figures[3]!.value).toBe(333_839)
    expect(await product.sql(`select count from audit where action = 'references.seeded'`)).toEqual([{ count: before }])
  })
})
