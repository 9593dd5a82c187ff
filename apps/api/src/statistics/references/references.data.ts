import crypto from 'node:crypto'
import { readDataFile } from '../../files/dataFiles.ts'
import type { referenceFigures } from './references.table.ts'

export type FigureRow = typeof referenceFigures.$inferInsert

const sexes = ['all', 'woman', 'man'] as const

const stock = (): FigureRow[] =>
  readDataFile<'revision' | 'year' | 'destination' | 'basis' | (typeof sexes)[number]>('un-desa-stock.csv').flatMap(
    ({ revision, year, destination, basis, ...values }) =>
      sexes.map((sex) => ({
        source: 'un-desa',
        revision,
        definition: 'born-in',
        year: Number(year),
        destination,
        sex,
        value: Number(values[sex]),
        basis: basis.split(' ').filter(Boolean)
      }))
  )

const ages = (): FigureRow[] =>
  readDataFile<'year' | 'sex' | 'age' | 'value'>('emigrants-age-sex.csv').map(({ year, sex, age, value }) => ({
    source: 'iom-snapshot',
    revision: '2020',
    definition: 'emigrants',
    year: Number(year),
    sex,
    age,
    value: Number(value)
  }))

const economy = (): FigureRow[] =>
  readDataFile<'definition' | 'source' | 'year' | 'value'>('economy.csv').map(
    ({ definition, source, year, value }) => ({
      source,
      // The copy does not say which edition of its source it was made from.
      revision: 'not-known',
      definition,
      year: Number(year),
      value: Number(value)
    })
  )

const named = (): FigureRow[] =>
  readDataFile<'definition' | 'source' | 'revision' | 'year' | 'destination' | 'value' | 'approximate'>(
    'named-figures.csv'
  ).map(({ year, destination, value, approximate, ...codes }) => ({
    ...codes,
    year: Number(year),
    destination: destination || 'all',
    value: Number(value),
    approximate: approximate !== ''
  }))

/** All outside figures of this version of the product. */
export const readFigures = (): FigureRow[] => [...stock(), ...ages(), ...economy(), ...named()]

/** What tells one edition of the figures from another. */
export const editionOf = (figures: readonly FigureRow[]): string =>
  crypto.createHash('sha256').update(JSON.stringify(figures)).digest('hex')
