import { readDataFile } from '../../files/dataFiles.ts'

/*
 * Mozambicans abroad in outside figures, for made-up people that look like the real diaspora; apps/api/data/README.md names
 * the sources. Germany and the United States, among others, are absent there: unknown, not zero.
 */
const stock = readDataFile<'revision' | 'year' | 'destination' | 'all' | 'man' | 'woman'>('un-desa-stock.csv')

/** Destination (ISO 3166-1), both sexes, men, women, of mid-2024 in revision 2024; largest first. */
export const destinations: readonly (readonly [country: string, total: number, men: number, women: number])[] = stock
  .filter(({ revision, year }) => revision === '2024' && year === '2024')
  .map(({ destination, all, man, woman }) => [destination, Number(all), Number(man), Number(woman)] as const)
  .sort(([, a], [, b]) => b - a)

const emigrants = readDataFile<'year' | 'sex' | 'age' | 'value'>('emigrants-age-sex.csv').filter(
  ({ year }) => year === '2020'
)
const emigrantsOf = (sex: string, age: string) =>
  Math.round(Number(emigrants.find((row) => row.sex === sex && row.age === age)!.value))

/**
 * Emigrants of 2020 by age and sex: first year of the band, women, men. The sexes do not quite add up to their own total,
 * and the method is not documented at its source, so only the shares are used.
 */
export const ages: readonly (readonly [from: number, women: number, men: number])[] = emigrants
  .filter(({ sex }) => sex === 'all')
  .map(({ age }) => [Number.parseInt(age), emigrantsOf('woman', age), emigrantsOf('man', age)] as const)
